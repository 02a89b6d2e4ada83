// Before the first painting: what the address asks of the looks of the page that stands, so that it need not change
// them when it runs. Stands in the head of the document itself, which is why the policy names its hash.
{
  const { dataset } = document.documentElement;
  const asked = new URLSearchParams(location.protocol === "file:" ? location.hash.slice(1) : location.search);
  const take = (name, values) => {
    if (values.includes(asked.get(name))) dataset[name] = asked.get(name);
  };
  take("theme", ["light", "dark"]);
  take("embed", ["1"]);
  take("view", ["explore", "map", "funding", "timeline", "data"]);
  // Another dataset is asked for: nothing of ours is shown in its place.
  if (asked.has("data")) dataset.other = "";
  // An address that makes a choice and names no step means the views.
  const chosen = ["region", "company", "kind", "status", "t", "q", "sel"].some((name) => asked.has(name));
  if (chosen && !asked.has("view") && !asked.has("step")) dataset.view = "explore";
  dataset.state = "loading";
  // In the edition that is one file both languages stand, and one is shown.
  if ("both" in dataset) {
    const tags = { zh: "zh-Hans", en: "en" };
    const wanted = [asked.get("lang"), ...(navigator.languages ?? []).map((tag) => tag.slice(0, 2))].find((code) => code in tags);
    document.documentElement.lang = tags[wanted] ?? "zh-Hans";
  }
  addEventListener(
    "error",
    ({ target }) => {
      // A script that does not come cannot say so itself.
      if (target.localName === "script") dataset.state = "failed";
      // In a frame that is of no site, on a host that does not let such frames read its files, a style sheet can be
      // had, but its integrity not be checked. Nothing runs there, and the words should still look as they should.
      if (target.rel === "stylesheet" && target.integrity && origin === "null") {
        const plain = document.createElement("link");
        plain.rel = "stylesheet";
        plain.href = target.href;
        target.replaceWith(plain);
      }
    },
    true,
  );
}
