// Before the first painting: what the address asks of the looks of the page that stands, so that it need not change
// them when it runs; and what to do where a file does not come, comes changed, or is more than this browser can read.
// Stands in the head of the document itself, which is why the policy names its hash. In the script of 2009 (ES5), since
// a browser too old for the page has to be able to say so.
(function () {
  var root = document.documentElement;
  var dataset = root.dataset;
  // The page without its style sheet is shown after this long, and called a failure after that. Late is not never: what
  // comes after all still takes over.
  var SHEET_MS = 8000;
  var ALL_MS = 30000;
  // What only a running page answers, and pictures, whose colours are the style sheet's.
  var BARE = ".prerendered-figure,button,input,select,.check,.save";

  function asked(name) {
    // After “;” too: an address that was escaped twice has `&amp;` between its parts.
    var found = RegExp("[?#&;]" + name + "=([^&]*)").exec(location.protocol === "file:" ? location.hash : location.search);
    return found && found[1];
  }
  function take(name, values) {
    if (values.indexOf(asked(name)) >= 0) dataset[name] = asked(name);
  }
  take("theme", ["light", "dark"]);
  take("embed", ["1"]);
  take("view", ["explore", "map", "funding", "timeline", "data"]);
  // Another dataset is asked for: nothing of ours is shown in its place.
  if (asked("data") !== null) dataset.other = "";
  // An address that makes a choice and names no step means the views.
  var chosen = ["region", "company", "kind", "status", "t", "q", "sel"].some(asked);
  if (chosen && !asked("view") && !asked("step")) dataset.view = "explore";
  // In the edition that is one file both languages stand, and one is shown.
  if ("both" in dataset) {
    var wanted = /\b(zh|en)/.exec([asked("lang"), navigator.languages || navigator.language]);
    root.lang = wanted && wanted[1] === "en" ? "en" : "zh-Hans";
  }

  function fail() {
    if (dataset.state === "loading") dataset.state = "failed";
  }
  // Shows the page as it is without a style sheet, or as it is with one.
  function bare(is) {
    if (document.readyState === "loading") document.addEventListener("readystatechange", bare.bind(null, is));
    [].forEach.call(document.querySelectorAll(BARE), function (element) {
      element.hidden = is;
    });
    var notice = document.querySelector(".when-failed");
    if (!notice) return;
    notice.hidden = !is;
    if ("other" in dataset) notice.querySelector(".when-other").hidden = false;
    // It stands last, and without a style sheet that is far down.
    if (is) document.body.insertBefore(notice, document.body.firstChild);
  }
  // Whether all of a style sheet is there: its last rule says so. In a frame of no site it may not be looked at.
  function isWhole(sheet) {
    try {
      return [].some.call(sheet.cssRules, function (rule) {
        return rule.style && rule.style.getPropertyValue("--whole");
      });
    } catch (error) {
      return true;
    }
  }
  // Asks for the style sheet once more, in a way that holds up nothing: without its integrity, since one that a host has
  // made smaller does as well, and in a frame of no site none can be checked.
  function again(link) {
    var plain = document.createElement("link");
    plain.rel = "stylesheet";
    plain.media = "print";
    plain.href = link.href;
    link.parentNode.replaceChild(plain, link);
  }

  // Served as `/chuhai`, without its slash, the page looks for its files beside its folder. Whether its host has it with
  // one is asked first: some send whoever comes with a slash back without.
  function seek() {
    var slashed = location.pathname + "/" + location.search + location.hash;
    if (!self.fetch || !/^http.+\/(?!index$)[^/.]+$/.test(location.protocol + location.pathname)) return;
    fetch(slashed, { redirect: "error" }).then(
      function (answer) {
        if (answer.ok) location.replace(slashed);
      },
      function () {}
    );
  }

  dataset.state = "loading";
  // Without modules nothing runs, and nobody says so.
  if (!("noModule" in document.createElement("script"))) fail();
  addEventListener(
    "error",
    function (event) {
      var target = event.target;
      if (target === window) {
        // A script that this browser cannot read.
        if (event.error instanceof SyntaxError) fail();
      } else if (target.type === "module" || target.rel === "stylesheet") {
        seek();
        if (target.rel && target.integrity) return again(target);
        fail();
        if (target.rel) bare(true);
      }
    },
    true
  );
  document.addEventListener(
    "load",
    function (event) {
      var link = event.target;
      if (link.rel !== "stylesheet") return;
      if (isWhole(link.sheet)) {
        link.media = "all";
        dataset.styled = "";
        bare(false);
      } else {
        link.parentNode.removeChild(link);
        fail();
        bare(true);
      }
    },
    true
  );
  setTimeout(function () {
    var link = document.querySelector("link[rel=stylesheet]");
    if (!link || "styled" in dataset) return;
    if (link.integrity) again(link);
    bare(true);
  }, SHEET_MS);
  setTimeout(function late() {
    // Behind another tab a page may wait to be painted for as long as it likes.
    if (document.hidden) setTimeout(late, ALL_MS);
    else fail();
  }, ALL_MS);
})();
