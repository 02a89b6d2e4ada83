//! The countries of each region of the map. The groupings are the article's and no statement on any territory. Codes are
//! ISO 3166-1 numeric, as in world-atlas, where three shapes have none.

/// Layer of all land; regions lie over it.
pub const LAND: &str = "land";
/// Antarctica, which is left out.
pub const DROPPED: u16 = 10;
/// France, whose part in South America belongs to Latin America.
pub const FRANCE: u16 = 250;

const SEA: &[u16] = &[702, 458, 764, 608, 360, 704, 116, 418, 104, 96, 626];
const MIDEAST: &[u16] = &[682, 784, 634, 48, 414, 512, 887, 368, 364, 760, 400, 422, 376, 275, 792];
/// Northern Africa as the UN defines it, with Sudan and Western Sahara.
const NAFRICA: &[u16] = &[818, 504, 732, 12, 788, 434, 729];
const SSAFRICA: &[u16] = &[
    24, 204, 72, 854, 108, 120, 132, 140, 148, 174, 178, 180, 262, 226, 231, 232, 748, 266, 270, 288, 324, 624, 384,
    404, 426, 430, 450, 454, 466, 478, 480, 508, 516, 562, 566, 646, 678, 686, 690, 694, 706, 710, 728, 834, 768, 800,
    894, 716,
];
/// The European Union and other Europe: one shape, so that no seam looks like a border.
const EUROPE: &[u16] = &[
    40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616, 620, 642,
    703, 705, 724, 752, 826, 578, 352, 756, 8, 70, 499, 807, 688,
];
const NAMERICA: &[u16] = &[840, 124];
const LATAM: &[u16] = &[
    484, 320, 340, 222, 558, 188, 591, 84, 192, 332, 214, 388, 780, 170, 862, 328, 740, 604, 218, 68, 600, 858, 32, 76,
    152, 44, 630,
];

/// Returns the layer of a country, by its code or, without one, its name.
pub fn layer(number: Option<u16>, name: &str) -> &'static str {
    let lists = [
        ("sea", SEA),
        ("mideast", MIDEAST),
        ("nafrica", NAFRICA),
        ("ssafrica", SSAFRICA),
        ("europe", EUROPE),
        ("namerica", NAMERICA),
        ("latam", LATAM),
    ];
    match (number, name) {
        (Some(number), _) => lists.iter().find(|(_, list)| list.contains(&number)).map_or(LAND, |(layer, _)| layer),
        (None, "N. Cyprus" | "Kosovo") => "europe",
        (None, "Somaliland") => "ssafrica",
        (None, _) => LAND,
    }
}
