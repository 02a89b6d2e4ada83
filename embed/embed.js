// <chuhai-story>: the story in any page. Include this file as a script, classic or module, and write
//
//   <chuhai-story id="chuhai" step="money" lang="zh"><a href="https://example.org/chuhai/">出海</a></chuhai-story>
//
// `lang`, `view`, `step`, `region`, `company`, `kind`, `status`, `t`, `q`, `sel` and `theme` say what is shown, as in the
// page's own address, and may be changed at any time; `src` is the page's address, if it is not beside this file, or this
// file has become part of another. What stands inside is for browsers without scripts. The frame is as high as the page
// asks for. `chuhai:ready`, `chuhai:height` and `chuhai:change` are events of the element, with what the page said as
// their `detail`.
//
// A link drives it: <a href="https://example.org/chuhai/?step=rules" data-chuhai="chuhai"> (the element's id; without one
// the first in the document). So does `element.show("step=rules")`.
(() => {
  const STATE = ["lang", "view", "step", "region", "company", "kind", "status", "t", "q", "sel", "theme"];
  const TITLES = { zh: "出海：中国 AI 走向世界", en: "Setting sail: Chinese AI goes global" };
  // Beside this file, wherever that came from: a module has no script of its own in the document, and what tells a module
  // its address breaks a classic script, but both know where an error is thrown.
  const home = [document.currentScript?.src, ...(new Error().stack?.match(/\w+:\/\/[^\s()@]+/g) ?? [])].find((address) =>
    /\/embed\.js([?#:]|$)/.test(address),
  );
  // Not a style sheet of the document: a strict policy of the host allows it, and none of its rules get in.
  const style = new CSSStyleSheet();
  style.replaceSync(":host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;height:600px;border:0}");

  // Whether a message has the shape of what the page says.
  const sound = (data) =>
    data?.type === "chuhai:ready"
      ? typeof data.version === "string" && typeof data.dataset === "string"
      : data?.type === "chuhai:height"
        ? Number.isInteger(data.height) && data.height > 0 && data.height < 1e5
        : data?.type === "chuhai:change" && typeof data.query === "string" && "selection" in data;

  class ChuhaiStory extends HTMLElement {
    static observedAttributes = [...STATE, "src"];
    #frame;
    #origin;
    #ready = false;
    #query = null;

    connectedCallback() {
      if (!this.#frame) {
        this.#frame = document.createElement("iframe");
        this.#frame.loading = "lazy";
        this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style];
      }
      addEventListener("message", this);
      // Put elsewhere in the document, a frame starts anew.
      this.#load();
    }

    disconnectedCallback() {
      removeEventListener("message", this);
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#frame || before === after) return;
      if (name === "src") this.#load();
      else this.show();
    }

    // What is shown: the attributes, and over them a query.
    #wish(query) {
      const wish = new URLSearchParams(query);
      for (const name of STATE) {
        // A query is a picture of its own, in this element's language and colours.
        const kept = !query || name === "lang" || name === "theme" || (name === "view" && !wish.has("step"));
        const value = this.getAttribute(name);
        if (kept && value && !wish.has(name)) wish.set(name, value);
      }
      if (!wish.has("theme")) wish.set("theme", "auto");
      // A language of the document's kind, such as zh-Hans, is one of the page's two or none.
      const lang = wish.get("lang")?.slice(0, 2).toLowerCase();
      if (lang in TITLES) wish.set("lang", lang);
      else wish.delete("lang");
      // What another dataset is called only the host knows, whose link stands inside.
      const theirs = /[?&]data=/.test(this.getAttribute("src"));
      const ours = TITLES[lang] ?? TITLES[navigator.language.slice(0, 2)] ?? TITLES.en;
      this.#frame.title = theirs ? this.textContent.trim() : ours;
      return wish.toString();
    }

    // The page's address; none where there is none, or it is the host's own, which would show itself in itself.
    #address() {
      try {
        const src = this.getAttribute("src");
        const address = src ? new URL(src, document.baseURI) : new URL(".", home);
        const there = address.origin + address.pathname;
        return /^(https?|file):$/.test(address.protocol) && there !== location.origin + location.pathname && address;
      } catch {}
    }

    #load() {
      const address = this.#address();
      if (!address) {
        const words = "<chuhai-story>: no page found; set its src to the address of the story's page";
        console.error(words);
        // With the link inside the element, if there is one.
        return this.shadowRoot.replaceChildren(document.createElement("slot"), words);
      }
      for (const [name, value] of new URLSearchParams(this.#wish())) address.searchParams.set(name, value);
      address.searchParams.set("embed", "1");
      this.#ready = false;
      this.#query = null;
      this.#origin = address.origin;
      this.#frame.src = address;
      // Behind the address, or browsers warn of a frame of the host's own.
      this.#frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
      if (!this.#frame.parentNode) this.shadowRoot.replaceChildren(this.#frame);
    }

    // Shows what a query says; without one, what the attributes say.
    show(query) {
      this.#query = this.#wish(query);
      if (this.#ready) this.#send();
    }

    #send() {
      const to = this.#origin === "null" ? "*" : this.#origin;
      this.#frame.contentWindow.postMessage({ type: "chuhai:set", query: this.#query }, to);
      this.#query = null;
    }

    handleEvent({ data, origin, source }) {
      if (source !== this.#frame.contentWindow || origin !== this.#origin || !sound(data)) return;
      if (data.type === "chuhai:height") this.#frame.style.height = `${data.height}px`;
      if (data.type === "chuhai:ready") {
        this.#ready = true;
        if (this.#query !== null) this.#send();
      }
      this.dispatchEvent(new CustomEvent(data.type, { bubbles: true, detail: data }));
    }
  }

  if (customElements.get("chuhai-story")) return;
  customElements.define("chuhai-story", ChuhaiStory);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-chuhai]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const id = link.dataset.chuhai;
    const story = id ? document.getElementById(id) : document.querySelector("chuhai-story");
    if (!(story instanceof ChuhaiStory)) return;
    event.preventDefault();
    story.show(link.search);
    story.scrollIntoView({ block: "nearest" });
  });
})();
