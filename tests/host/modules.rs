//! The module graph of a crate, read from `crate::`, `self::` and `super::` paths.
//!
//! A node is a file. An edge leads to the file that defines the named item: re-exports (`pub use`) are followed. Edges
//! between a module and its own ancestors are left out, since a parent declares its children and shares its private items
//! with them by design.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{code, files};

/// A module's path from the crate root, as segments; the root is empty.
type Module = Vec<String>;

/// One name of a `use` declaration.
struct Import {
    path: Vec<String>,
    /// The name it has here; `*` for a glob.
    name: String,
    is_public: bool,
}

/// The modules of a crate.
pub struct Modules {
    code: BTreeMap<Module, String>,
    imports: BTreeMap<Module, Vec<Import>>,
}

impl Modules {
    /// Reads the crate with its sources in the folder `src`.
    pub fn read(src: &str) -> Self {
        let mut all: BTreeMap<Module, String> = BTreeMap::new();
        for path in files(&[src], "rs") {
            all.entry(module_of(src, &path)).or_default().push_str(&code(&path));
        }
        let imports = all.iter().map(|(module, code)| (module.clone(), imports(code))).collect();
        Self { code: all, imports }
    }

    /// Returns the groups of modules that depend on each other in a circle, each as sorted paths.
    pub fn cycles(&self) -> Vec<BTreeSet<String>> {
        let edges: BTreeMap<&Module, BTreeSet<Module>> =
            self.code.keys().map(|module| (module, self.dependencies(module))).collect();
        let reach: BTreeMap<&Module, BTreeSet<&Module>> =
            edges.keys().map(|module| (*module, reachable(module, &edges))).collect();
        let mut cycles: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        for (module, reached) in reach.iter().filter(|(module, reached)| reached.contains(**module)) {
            let group = reached.iter().filter(|other| reach[**other].contains(*module));
            cycles.insert(group.map(|module| module.join("::")).collect());
        }
        cycles.into_iter().collect()
    }

    /// The files that a module names items of, without its ancestors and descendants.
    fn dependencies(&self, module: &Module) -> BTreeSet<Module> {
        let imported = self.imports[module].iter().map(|import| import.path.clone());
        let named = imported.chain(inline_paths(&self.code[module]));
        named
            .filter_map(|path| self.file_of(module, &path, 0))
            .filter(|target| !target.starts_with(module) && !module.starts_with(target))
            .collect()
    }

    /// Resolves a path named in `module` to the file that defines its item; `None` for a path into another crate.
    fn file_of(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (mut at, rest) = self.start(module, path)?;
        for (ix, segment) in rest.iter().enumerate() {
            let child = [at.as_slice(), std::slice::from_ref(segment)].concat();
            if self.code.contains_key(&child) {
                at = child;
                continue;
            }
            return Some(self.reexported(&at, segment, &rest[ix + 1..], depth).unwrap_or(at));
        }
        Some(at)
    }

    /// The module that a path starts from, and the rest of the path.
    fn start<'p>(&self, module: &Module, path: &'p [String]) -> Option<(Module, &'p [String])> {
        let supers = path.iter().take_while(|segment| *segment == "super").count();
        match path.first()?.as_str() {
            "crate" => Some((Module::new(), &path[1..])),
            "self" => Some((module.clone(), &path[1..])),
            "super" => Some((module[..module.len().checked_sub(supers)?].to_vec(), &path[supers..])),
            first => {
                let child = [module.as_slice(), &[first.to_owned()]].concat();
                self.code.contains_key(&child).then(|| (child, &path[1..]))
            }
        }
    }

    /// The file that defines `name` if `module` only re-exports it.
    fn reexported(&self, module: &Module, name: &str, rest: &[String], depth: usize) -> Option<Module> {
        if depth > 8 || name == "*" {
            return None;
        }
        let exports = || self.imports[module].iter().filter(|import| import.is_public);
        if let Some(export) = exports().find(|export| export.name == name) {
            return self.file_of(module, &[export.path.as_slice(), rest].concat(), depth + 1);
        }
        let globs = exports().filter(|export| export.name == "*" && !defines(&self.code[module], name));
        let mut files = globs.filter_map(|glob| self.file_of(module, &glob.path[..glob.path.len() - 1], depth + 1));
        files.find(|file| defines(&self.code[file], name))
    }
}

/// The module of a file.
fn module_of(src: &str, path: &str) -> Module {
    let inner = path.trim_start_matches(src).trim_start_matches('/').trim_end_matches(".rs");
    let mut segments: Module = inner.split('/').map(str::to_owned).collect();
    if matches!(segments.last().map(String::as_str), Some("mod")) || matches!(inner, "lib" | "main") {
        segments.pop();
    }
    segments
}

/// Returns true if `code` defines an item called `name`.
fn defines(code: &str, name: &str) -> bool {
    let kinds = ["fn", "struct", "enum", "const", "type", "trait", "static", "mod"];
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    kinds.iter().any(|kind| {
        let start = format!("{kind} {name}");
        code.match_indices(&start).any(|(at, _)| !code[at + start.len()..].starts_with(is_part))
    })
}

/// The names of all `use` declarations.
fn imports(code: &str) -> Vec<Import> {
    let mut imports = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        let is_public = line.starts_with("pub");
        if !(line.is_empty() || is_public) {
            continue;
        }
        let Some((tree, _)) = code[at + 4..].split_once(';') else { continue };
        expand(&[], tree, is_public, &mut imports);
    }
    imports
}

/// Expands a `use` tree below `prefix`.
fn expand(prefix: &[String], tree: &str, is_public: bool, out: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let head = head.trim().trim_end_matches("::").split("::").filter(|segment| !segment.is_empty());
        let prefix: Vec<String> = prefix.iter().cloned().chain(head.map(|segment| segment.trim().to_owned())).collect();
        let group = group.trim_end().strip_suffix('}').unwrap_or(group);
        let (mut depth, mut from) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&prefix, &group[from..at], is_public, out);
                    from = at + 1;
                }
                _ => {}
            }
        }
        expand(&prefix, &group[from..], is_public, out);
        return;
    }
    if tree.is_empty() {
        return;
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    let mut path: Vec<String> =
        prefix.iter().cloned().chain(path.split("::").map(|segment| segment.trim().to_owned())).collect();
    // `use super::words::{self}` names the module.
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name = alias.map(str::to_owned).or_else(|| path.last().cloned()).unwrap_or_default();
    out.push(Import { path, name, is_public });
}

/// The paths outside of `use` declarations that start with `crate`, `self` or `super`.
fn inline_paths(code: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut paths = Vec::new();
    for start in ["crate::", "self::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let is_inside = code[..at].ends_with(|c: char| is_part(c) || c == ':' || c == '$');
            if is_inside || code[..at].ends_with("use ") {
                continue;
            }
            let end = code[at..].find(|c: char| !is_part(c) && c != ':').map_or(code.len(), |end| at + end);
            let path = code[at..end].trim_end_matches(':').split("::").map(str::to_owned);
            paths.push(path.filter(|segment| !segment.is_empty()).collect());
        }
    }
    paths
}

/// The modules that can be reached from `module` along edges.
fn reachable<'g>(module: &Module, edges: &'g BTreeMap<&Module, BTreeSet<Module>>) -> BTreeSet<&'g Module> {
    let mut open: Vec<&Module> = edges[module].iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&edges[next]);
        }
    }
    reached
}

#[test]
fn use_trees_and_inline_paths_are_read() {
    let code = "use super::{a::{B, self}, c as d};\npub use e::*;\nfn f() { crate::g::H::new(); self.x }\n";
    let names: Vec<(String, String)> =
        imports(code).into_iter().map(|import| (import.path.join("::"), import.name)).collect();
    let expected = [("super::a::B", "B"), ("super::a", "a"), ("super::c", "d"), ("e::*", "*")];
    assert_eq!(names, expected.map(|(path, name)| (path.to_owned(), name.to_owned())));
    assert_eq!(inline_paths(code), [["crate", "g", "H", "new"].map(str::to_owned)]);
}
