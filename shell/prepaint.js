// Runs before the first paint: applies the parameters of the address that change how the prerendered page looks, and
// handles scripts that do not load, were changed, or are too new for this browser. It is in the head of the document
// itself, by its hash in the policy. Written in ECMAScript 5, since a browser too old for the page has to show that.
(function () {
  var root = document.documentElement;
  var dataset = root.dataset;
  // Time until the page counts as failed. A file that comes even later still takes effect.
  var START_TIMEOUT_MS = 30000;

  function parameter(name) {
    // After “;” too: an address that was escaped twice has `&amp;` between its parameters.
    var pattern = RegExp("[?#&;]" + name + "=([^&]*)");
    var found = pattern.exec(location.protocol === "file:" ? location.hash : location.search);
    return found && found[1];
  }
  function take(name, values) {
    if (values.indexOf(parameter(name)) >= 0) dataset[name] = parameter(name);
  }
  take("theme", ["light", "dark"]);
  take("embed", ["1"]);
  take("view", ["explore", "map", "funding", "timeline", "data"]);
  // For another dataset, nothing of this one is shown.
  if (parameter("data") !== null) dataset.other = "";
  // An address with a filter or a selection, and without a step, opens the views.
  var isFiltered = ["region", "company", "kind", "status", "t", "q", "sel"].some(parameter);
  if (isFiltered && !parameter("view") && !parameter("step")) dataset.view = "explore";
  // The single-file edition contains both languages and shows one.
  if ("both" in dataset) {
    var lang = /\b(zh|en)/.exec([parameter("lang"), navigator.languages || navigator.language]);
    root.lang = lang && lang[1] === "en" ? "en" : "zh-Hans";
  }

  function fail() {
    if (dataset.state === "loading") dataset.state = "failed";
  }

  // Served as `/chuhai`, without a slash, the page would look for its files beside its folder. The address with the slash
  // is tested first, since some hosts redirect it back.
  function redirectToSlash() {
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
  // A browser without modules runs nothing and reports no error.
  if (!("noModule" in document.createElement("script"))) fail();
  addEventListener(
    "error",
    function (event) {
      var target = event.target;
      if (target === window) {
        // A script that this browser cannot parse.
        if (event.error instanceof SyntaxError) fail();
      } else if (target.type === "module") {
        redirectToSlash();
        fail();
      }
    },
    true
  );
  setTimeout(function expire() {
    // A page in a background tab may wait for its first paint indefinitely.
    if (document.hidden) setTimeout(expire, START_TIMEOUT_MS);
    else fail();
  }, START_TIMEOUT_MS);
})();
