"""A program read as nodes with names: which module has what, and what its imports call it.

A node is a function, a class, a method, a name that a module gives to something, or what a module does when it is
imported.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

BODY = "<module>"  # what a module does when it is imported
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Statement = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Node:
    """One thing with a name: where it stands, and its text."""

    module: str
    name: str
    parts: list[ast.AST] = field(default_factory=list)
    bases: list[ast.expr] = field(default_factory=list)  # of a class

    @property
    def full_name(self) -> str:
        """`package.module:name`."""
        return f"{self.module}:{self.name}"

    @property
    def last_name(self) -> str:
        """What it is called by."""
        return self.name.rpartition(".")[2]


class Program:
    """Every module's nodes, and what its imports call them."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.modules = set(sources)
        self.nodes: dict[str, Node] = {}
        self.bound: dict[str, dict[str, str]] = {module: {} for module in sources}
        self.follows: dict[str, set[str]] = defaultdict(set)  # registered with: who is reached brings these
        self.methods: dict[str, list[str]] = defaultdict(list)  # of each class: what it has besides its fields
        self._imported: dict[str, set[str]] = {"": set()}
        self._known: dict[str, set[str]] = {}
        for module, source in sources.items():
            tree = ast.parse(source)
            self._imported[module] = {self.module_of(bound) for each in ast.walk(tree) for bound in brought(each)}
            self._read(module, tree.body, is_for_types=False)

    def _read(self, module: str, body: Iterable[ast.stmt], *, is_for_types: bool) -> None:
        self._node(module, BODY)
        for each in body:
            if isinstance(each, ast.Import | ast.ImportFrom):
                self.bound[module].update(bindings(each))
                if not is_for_types:
                    self._node(module, BODY).parts.append(each)
            elif isinstance(each, FUNCTIONS):
                self._function(module, each, each.name)
            elif isinstance(each, ast.ClassDef):
                self._class(module, each, each.name)
            elif isinstance(each, ast.Assign | ast.AnnAssign) and (names := names_given(each)):
                for name in names:
                    self._node(module, name).parts.append(each)
            elif isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING":
                self._read(module, each.body, is_for_types=True)
            else:
                self._node(module, BODY).parts.append(each)

    def _function(self, module: str, function: Statement, name: str) -> None:
        node = self._node(module, name)
        node.parts.append(function)
        for each in function.decorator_list:
            registrar = registrar_of(each)
            if registrar and (of := self.find(module, registrar)):
                self.follows[of].add(node.full_name)

    def _class(self, module: str, found: ast.ClassDef, name: str) -> None:
        node = self._node(module, name)
        node.bases = found.bases
        node.parts += [*found.bases, *(each.value for each in found.keywords), *found.decorator_list]
        for each in found.body:
            if isinstance(each, FUNCTIONS):
                self._function(module, each, f"{name}.{each.name}")
                self.methods[node.full_name].append(f"{node.full_name}.{each.name}")
            else:
                node.parts.append(each)

    def _node(self, module: str, name: str) -> Node:
        return self.nodes.setdefault(f"{module}:{name}", Node(module, name))

    def known_by(self, module: str) -> set[str]:
        """Every module to which imports lead from this one, in types too."""
        if module not in self._known:
            known, waiting = {module}, [module]
            while waiting:
                fresh = self._imported[waiting.pop()] - known
                known |= fresh
                waiting += fresh
            self._known[module] = known
        return self._known[module]

    def find(self, module: str, name: str) -> str:
        """What a name means in a module: a node, a module, something from outside; nothing where it is unknown."""
        if f"{module}:{name}" in self.nodes:
            return f"{module}:{name}"
        bound = self.bound.get(module, {}).get(name, "")
        return self.settle(bound) if bound else ""

    def module_of(self, bound: str) -> str:
        """The module that `module:name` is, or in which it stands; nothing for what isn't ours."""
        found = bound.replace(":", ".") if bound.replace(":", ".") in self.modules else bound.partition(":")[0]
        return found if found in self.modules else ""

    def settle(self, bound: str) -> str:
        """Follow `package.module:name` to the module that has it, through those that only hand it on."""
        module, _, name = bound.partition(":")
        if not name or f"{module}.{name}" in self.modules:
            return f"{module}.{name}" if name else module
        return self.find(module, name) if module in self.modules else bound

    def bases(self, of: Node) -> Iterator[str]:
        """Every class that a class comes from, `package.module:name`: ours, and those of others."""
        for part in of.bases:
            dotted = ast.unparse(part.value if isinstance(part, ast.Subscript) else part).split(".")
            base = self.find(of.module, dotted[0])
            for name in dotted[1:]:
                base = self.settle(f"{base}:{name}") if base and ":" not in base else ""
            if ":" in base:
                yield base
            if base in self.nodes:
                yield from self.bases(self.nodes[base])


def bindings(node: ast.AST) -> dict[str, str]:
    """What an import calls what it brings: `module`, or `module:name`."""
    if isinstance(node, ast.ImportFrom):
        return {alias.asname or alias.name: f"{node.module}:{alias.name}" for alias in node.names}
    if isinstance(node, ast.Import):
        return {a.asname or a.name.split(".")[0]: a.name if a.asname else a.name.split(".")[0] for a in node.names}
    return {}


def brought(node: ast.AST) -> list[str]:
    """What an import brings, wherever it stands: `module`, or `module:name`; a late one's module too."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]  # nothing, unless it is the name of a module of ours
    return list(bindings(node).values())


def names_given(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """The names that a statement of a module gives."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


def registrar_of(decorator: ast.expr) -> str:
    """The group that a command is registered with, as `@group.command(…)` does; click itself registers nothing."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(called, ast.Attribute) and called.attr in {"command", "group"} and isinstance(called.value, ast.Name):
        return called.value.id
    return ""
