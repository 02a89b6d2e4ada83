//! The edition that is one file, opened from the disk as by double click: it does what the site does, keeps its state in
//! the fragment of its address, and asks for nothing.

use xtask::paths;

use crate::engines::{
    assert_middle_east_is_chosen, in_each_engine, main_journey, name_what_was_unknown, wait_for_language,
};
use crate::harness::probe;
use crate::page_errors::{EngineKind, journey_in, on_disk};

in_each_engine!(
    the_file_does_what_the_site_does,
    the_fragment_opens_its_choice,
    an_unknown_value_in_the_fragment_is_named
);

fn file(engine: EngineKind) -> String {
    on_disk(engine, &paths::dist().join("chuhai.html"))
}

fn the_file_does_what_the_site_does(engine: EngineKind) {
    journey_in(engine, &file(engine), |page| {
        page.open("");
        main_journey(page);
        assert_eq!(page.text("return location.search"), "", "the state belongs into the fragment");
        let loaded = &probe("loadedResources");
        assert_eq!(page.text(loaded), "", "one file needs no other");
    });
}

fn the_fragment_opens_its_choice(engine: EngineKind) {
    journey_in(engine, &file(engine), |page| {
        page.open("#lang=en&region=mideast");
        wait_for_language(page, "en");
        assert_middle_east_is_chosen(page, "Middle East");
    });
}

fn an_unknown_value_in_the_fragment_is_named(engine: EngineKind) {
    journey_in(engine, &file(engine), |page| {
        page.open("#region=atlantis&lang=en");
        name_what_was_unknown(page, "atlantis");
    });
}
