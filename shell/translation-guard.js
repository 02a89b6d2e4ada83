// Keeps a page working that a browser's translator (or another extension) changes. Translators replace text nodes by
// elements of their own and move others; the page would then update text nodes that are no longer visible, and fail on
// nodes that are gone. So foreign changes to the children of an element are undone before the page changes them, and the
// translator translates the result again. Foreign changes do not pass through these functions: extensions have their own
// JavaScript world, or replace text as a whole. The build puts this before the module's own script.
{
  const { prototype } = Node;
  const { insertBefore, removeChild } = prototype;
  const nodeValue = Object.getOwnPropertyDescriptor(prototype, "nodeValue");
  // Foreign mutations of an element's children, and the former parents of removed nodes.
  const mutations = new WeakMap();
  const parents = new WeakMap();
  const record = (records) => {
    for (const mutation of records) {
      const { target, removedNodes } = mutation;
      if (!mutations.has(target)) mutations.set(target, []);
      mutations.get(target).push(mutation);
      for (const node of removedNodes) parents.set(node, target);
    }
  };
  const observer = new MutationObserver(record);
  // From the page's first change on: what the parser adds before is no concern of it, and much to record.
  let isObserving = false;
  const childOrNull = (parent, next) => (next?.parentNode === parent ? next : null);
  const removeIfChild = (parent, node) => node.parentNode === parent && removeChild.call(parent, node);
  // Mutations that only added nodes disturb nothing and stay.
  const undo = (parent) => {
    const foreign = mutations.get(parent);
    if (!foreign?.some(({ removedNodes }) => removedNodes.length)) return;
    mutations.delete(parent);
    for (const { addedNodes, removedNodes, nextSibling } of foreign.reverse()) {
      for (const node of addedNodes) removeIfChild(parent, node);
      for (const node of removedNodes) insertBefore.call(parent, node, childOrNull(parent, nextSibling));
    }
  };
  const changeAsPage = (parent, change) => {
    if (!isObserving) observer.observe(document, { childList: true, subtree: true });
    isObserving = true;
    record(observer.takeRecords());
    undo(parent);
    change();
    observer.takeRecords();
  };
  prototype.insertBefore = function (node, next) {
    changeAsPage(this, () => insertBefore.call(this, node, childOrNull(this, next)));
    return node;
  };
  prototype.removeChild = function (node) {
    changeAsPage(this, () => removeIfChild(this, node));
    return node;
  };
  Object.defineProperty(prototype, "nodeValue", {
    ...nodeValue,
    set(value) {
      changeAsPage(parents.get(this), () => nodeValue.set.call(this, value));
    },
  });
}
