// <chuhai-story>: the story in any page. Include this file as a script, classic or module, and write
//
//   <chuhai-story id="chuhai" step="money" lang="zh"><a href="https://example.org/chuhai/">出海</a></chuhai-story>
//
// The attributes `lang`, `view`, `step`, `region`, `company`, `kind`, `status`, `t`, `q`, `sel` and `theme` are those of
// the page's own address, and may be changed at any time. `src` is the page's address, needed if it is not beside this
// file, or this file was bundled into another. The content is a fallback for browsers without scripts. The frame follows
// the height of the page. The element dispatches the page's messages as events `chuhai:ready`, `chuhai:height` and
// `chuhai:change`, with the message as `detail`.
//
// Links change the view: <a href="https://example.org/chuhai/?step=rules" data-chuhai="chuhai"> (the element's id; the
// first element in the document without one). So does `element.show("step=rules")`.
(() => {
  const STATE = ["lang", "view", "step", "region", "company", "kind", "status", "t", "q", "sel", "theme"];
  const TITLES = { zh: "出海：中国 AI 为何走出去", en: "Why Chinese AI is setting sail" };
  // The address of this file. A module has no `currentScript`, and what gives a module its address is a syntax error in a
  // classic script, but in both the stack of an error contains it.
  const ownAddress = [document.currentScript?.src, ...(new Error().stack?.match(/\w+:\/\/[^\s()@]+/g) ?? [])].find((address) =>
    /\/embed\.js([?#:]|$)/.test(address),
  );
  // A constructed style sheet is allowed by a strict policy of the host, and inside the shadow root no rules of the host apply.
  const style = new CSSStyleSheet();
  style.replaceSync(":host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;height:600px;border:0}");

  // Returns true if a message has the shape of those that the page sends.
  const isValidData = (data) =>
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
    #pending = null;

    connectedCallback() {
      if (!this.#frame) {
        this.#frame = document.createElement("iframe");
        this.#frame.loading = "lazy";
        this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style];
      }
      addEventListener("message", this);
      // A frame that is moved in the document reloads.
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

    // Returns the query that the page is to show: the given one, completed by the attributes.
    #query(query) {
      const merged = new URLSearchParams(query);
      for (const name of STATE) {
        // A query replaces the attributes, except for language, theme and, without a step, the view.
        const applies = !query || name === "lang" || name === "theme" || (name === "view" && !merged.has("step"));
        const value = this.getAttribute(name);
        if (applies && value && !merged.has(name)) merged.set(name, value);
      }
      if (!merged.has("theme")) merged.set("theme", "auto");
      // A language tag such as zh-Hans is reduced to one of the page's two languages, or dropped.
      const lang = merged.get("lang")?.slice(0, 2).toLowerCase();
      if (lang in TITLES) merged.set("lang", lang);
      else merged.delete("lang");
      // The title of another dataset is the host's own link inside the element.
      const isForeign = /[?&]data=/.test(this.getAttribute("src"));
      const title = TITLES[lang] ?? TITLES[navigator.language.slice(0, 2)] ?? TITLES.en;
      this.#frame.title = isForeign ? this.textContent.trim() : title;
      return merged.toString();
    }

    // Returns the page's address, unless there is none, or it is the host's own, which would embed itself.
    #address() {
      try {
        const src = this.getAttribute("src");
        const address = src ? new URL(src, document.baseURI) : new URL(".", ownAddress);
        const target = address.origin + address.pathname;
        return /^(https?|file):$/.test(address.protocol) && target !== location.origin + location.pathname && address;
      } catch {}
    }

    #load() {
      const address = this.#address();
      if (!address) {
        const message = "<chuhai-story>: no page found; set its src to the address of the story's page";
        console.error(message);
        // The slot shows the link inside the element, if there is one.
        return this.shadowRoot.replaceChildren(document.createElement("slot"), message);
      }
      for (const [name, value] of new URLSearchParams(this.#query())) address.searchParams.set(name, value);
      address.searchParams.set("embed", "1");
      this.#ready = false;
      this.#pending = null;
      this.#origin = address.origin;
      this.#frame.src = address;
      // Set after the address, since browsers warn of a sandboxed frame of the host's own origin.
      this.#frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
      if (!this.#frame.parentNode) this.shadowRoot.replaceChildren(this.#frame);
    }

    // Shows the state of a query; without one, that of the attributes.
    show(query) {
      this.#pending = this.#query(query);
      if (this.#ready) this.#send();
    }

    #send() {
      const origin = this.#origin === "null" ? "*" : this.#origin;
      this.#frame.contentWindow.postMessage({ type: "chuhai:set", query: this.#pending }, origin);
      this.#pending = null;
    }

    handleEvent({ data, origin, source }) {
      if (source !== this.#frame.contentWindow || origin !== this.#origin || !isValidData(data)) return;
      if (data.type === "chuhai:height") this.#frame.style.height = `${data.height}px`;
      if (data.type === "chuhai:ready") {
        this.#ready = true;
        if (this.#pending !== null) this.#send();
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
