// Runs before the first paint: applies the parameters of the address that change how the prerendered page looks, and
// handles files that do not load, were changed, or are too new for this browser. It is in the head of the document
// itself, by its hash in the policy. Written in ECMAScript 5, since a browser too old for the page has to show that.
(function () {
  var root = document.documentElement;
  var dataset = root.dataset;
  // Timeouts: until the page is shown without its style sheet, and until it counts as failed. A file that comes even
  // later still takes effect.
  var STYLE_TIMEOUT_MS = 8000;
  var START_TIMEOUT_MS = 30000;
  // Controls, which need a running page, and figures, whose colours are in the style sheet.
  var HIDDEN_UNSTYLED = ".prerendered-figure,button,input,select,.check,.save";

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
  // Adapts the page to a missing style sheet, or back.
  function setUnstyled(isUnstyled) {
    if (document.readyState === "loading") {
      document.addEventListener("readystatechange", setUnstyled.bind(null, isUnstyled));
    }
    [].forEach.call(document.querySelectorAll(HIDDEN_UNSTYLED), function (element) {
      element.hidden = isUnstyled;
    });
    var notice = document.querySelector(".when-failed");
    if (!notice) return;
    notice.hidden = !isUnstyled;
    if ("other" in dataset) notice.querySelector(".when-other").hidden = false;
    // It comes last in the document, which is far down without a style sheet.
    if (isUnstyled) document.body.insertBefore(notice, document.body.firstChild);
  }
  // Returns true if the style sheet has its last rule. In a frame of an opaque origin the rules cannot be read.
  function isComplete(sheet) {
    try {
      return [].some.call(sheet.cssRules, function (rule) {
        return rule.style && rule.style.getPropertyValue("--whole");
      });
    } catch (error) {
      return true;
    }
  }
  // Requests the style sheet once more without blocking the paint, and without its integrity: a host may have minified
  // it, and in a frame of an opaque origin integrity cannot be checked.
  function retry(link) {
    var plain = document.createElement("link");
    plain.rel = "stylesheet";
    plain.media = "print";
    plain.href = link.href;
    link.parentNode.replaceChild(plain, link);
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
      } else if (target.type === "module" || target.rel === "stylesheet") {
        redirectToSlash();
        if (target.rel && target.integrity) return retry(target);
        fail();
        if (target.rel) setUnstyled(true);
      }
    },
    true
  );
  document.addEventListener(
    "load",
    function (event) {
      var link = event.target;
      if (link.rel !== "stylesheet") return;
      if (isComplete(link.sheet)) {
        link.media = "all";
        dataset.styled = "";
        setUnstyled(false);
      } else {
        link.parentNode.removeChild(link);
        fail();
        setUnstyled(true);
      }
    },
    true
  );
  setTimeout(function () {
    var link = document.querySelector("link[rel=stylesheet]");
    if (!link || "styled" in dataset) return;
    if (link.integrity) retry(link);
    setUnstyled(true);
  }, STYLE_TIMEOUT_MS);
  setTimeout(function expire() {
    // A page in a background tab may wait for its first paint indefinitely.
    if (document.hidden) setTimeout(expire, START_TIMEOUT_MS);
    else fail();
  }, START_TIMEOUT_MS);
})();
