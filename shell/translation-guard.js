// Keeps a page that is translated in the browser (or otherwise changed by an extension) going. Translators put elements of
// their own in the place of texts and move others; the page would then change texts that nobody sees, and fail where it
// reaches for what is gone. So what others have done to the children of an element is undone before the page changes
// them, and the translator takes its turn again. Others do not work through these functions: they have worlds of their
// own, or replace a text as a whole. The build puts this before the module's own script.
{
  const { prototype } = Node;
  const { insertBefore, removeChild } = prototype;
  const text = Object.getOwnPropertyDescriptor(prototype, "nodeValue");
  // What others did to an element's children, and whose child it was that they took away.
  const done = new WeakMap();
  const parents = new WeakMap();
  const note = (changes) => {
    for (const change of changes) {
      const { target, removedNodes } = change;
      if (!done.has(target)) done.set(target, []);
      done.get(target).push(change);
      for (const node of removedNodes) parents.set(node, target);
    }
  };
  const watch = new MutationObserver(note);
  watch.observe(document, { childList: true, subtree: true });
  const before = (parent, next) => (next?.parentNode === parent ? next : null);
  const drop = (parent, node) => node.parentNode === parent && removeChild.call(parent, node);
  // What was only added is in nobody's way.
  const undo = (parent) => {
    const changes = done.get(parent);
    if (!changes?.some(({ removedNodes }) => removedNodes.length)) return;
    done.delete(parent);
    for (const { addedNodes, removedNodes, nextSibling } of changes.reverse()) {
      for (const node of addedNodes) drop(parent, node);
      for (const node of removedNodes) insertBefore.call(parent, node, before(parent, nextSibling));
    }
  };
  const own = (parent, change) => {
    note(watch.takeRecords());
    undo(parent);
    change();
    watch.takeRecords();
  };
  prototype.insertBefore = function (node, next) {
    own(this, () => insertBefore.call(this, node, before(this, next)));
    return node;
  };
  prototype.removeChild = function (node) {
    own(this, () => drop(this, node));
    return node;
  };
  Object.defineProperty(prototype, "nodeValue", {
    ...text,
    set(value) {
      own(parents.get(this), () => text.set.call(this, value));
    },
  });
}
