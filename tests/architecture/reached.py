"""What of the program is reached from where it starts: a walk along who refers to whom, read from its text.

Names are followed through imports, late ones too ("package.module:name" in a text, `import_module`); what is asked of
an object is followed by its name, for every reached class that the asker can have got hold of: by a way of imports
between the two, or as a protocol. So what is said to be unreached is; what is said to be reached may not be.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from tests.architecture.imported import OURS, inside, modules
from tests.architecture.program import BODY, FUNCTIONS, Node, Program, Statement, bindings

ROOTS = ("app.cli:main", "app.__main__:main", "app.__main__:<module>", "models.migrations.env")
REVISIONS = "models.migrations.versions"


@cache
def the_program() -> Program:
    """The program as it stands in this checkout."""
    return Program({module: path.read_text(encoding="utf-8") for module, path in modules() if module != "run"})


@cache
def found() -> frozenset[str]:
    """Everything in the program that is reached from the window or the command line."""
    return frozenset(reached(the_program(), [*ROOTS, *revisions()]))


def revisions() -> list[str]:
    """What alembic finds by its folder."""
    return sorted(module for module in the_program().modules if inside(module, {REVISIONS}))


def reached(program: Program, roots: Iterable[str]) -> set[str]:
    """Every node to which a way leads from the roots (nodes, or modules of which everything counts)."""
    return Walk(program, roots).found


def is_dunder(name: str) -> bool:
    """Whether Python itself calls a method of this name."""
    return name.startswith("__") and name.endswith("__")


@cache
def has(base: str, name: str) -> bool:
    """Whether a class of others has something of this name, so that ours overrides it."""
    module, _, called = base.partition(":")
    return module.split(".")[0] not in OURS and hasattr(getattr(import_module(module), called, None), name)


class References(ast.NodeVisitor):
    """What one node refers to: nodes and modules of the program, and names asked of objects."""

    def __init__(self, program: Program, node: Node) -> None:
        self.program, self.module = program, node.module
        self.nodes: set[str] = set()
        self.imported: set[str] = set()
        self.asked: set[str] = set()
        self.handed_on: set[str] = set()  # modules that are given to somebody
        self._names: dict[str, str] = {}
        for part in node.parts:
            self._names = scope(part) if isinstance(part, FUNCTIONS) else {}
            self.visit(part)

    def visit_Import(self, node: ast.Import) -> None:
        for each in node.names:
            self._bring(each.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for each in node.names:
            name = f"{node.module}.{each.name}"
            self._bring(name if name in self.program.modules else str(node.module))

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._refer(self._meant(node))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        meant = self._meant(node)
        if meant:
            self._refer(meant)
        else:
            self.asked.add(node.attr)
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        if late := self._late(node):
            self.handed_on.add(late)
            self._bring(late)
        if called(node) == "getattr" and isinstance(node.args[1], ast.Constant):
            self.asked.add(str(node.args[1].value))
        self.generic_visit(node)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        self.asked.update(node.kwd_attrs)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        targets, values = pieces(node.targets[0]), pieces(node.value)
        for target, value in zip(targets, values, strict=True) if len(targets) == len(values) else ():
            late = self._late(value)
            if late and isinstance(target, ast.Name):
                self._names[target.id] = late
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and node.value in self.program.nodes:
            self._refer(node.value)

    def _meant(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            if node.id in self._names:
                bound = self._names[node.id]
                return self.program.settle(bound) if bound else ""
            return self.program.find(self.module, node.id)
        if isinstance(node, ast.Call):
            return self._late(node)
        if isinstance(node, ast.Attribute):
            base = self._meant(node.value)
            return self.program.settle(f"{base}:{node.attr}") if base and ":" not in base else ""
        return ""

    def _late(self, node: ast.expr) -> str:
        if isinstance(node, ast.Call) and called(node) == "import_module" and node.args:
            name = node.args[0]
            return str(name.value) if isinstance(name, ast.Constant) else ""
        return ""

    def _refer(self, meant: str) -> None:
        if meant in self.program.nodes:
            self.nodes.add(meant)
        elif meant:
            self._bring(meant)
            if meant in self.program.modules:  # a module that isn't asked for something at once
                self.handed_on.add(meant)

    def _bring(self, module: str) -> None:
        self.imported.update(name for name in with_parents(module) if name in self.program.modules)


def scope(function: Statement) -> dict[str, str]:
    """A function's own names: what an import in it brings, and nothing for what it is given or gives."""
    names: dict[str, str] = {}
    of_the_module: set[str] = set()
    for each in ast.walk(function):
        if isinstance(each, ast.arg):
            names[each.arg] = ""
        elif isinstance(each, ast.Name):
            if isinstance(each.ctx, ast.Store):
                names[each.id] = ""
        elif isinstance(each, ast.Import | ast.ImportFrom):
            names |= bindings(each)
        elif isinstance(each, ast.Global):
            of_the_module.update(each.names)
    return {name: bound for name, bound in names.items() if name not in of_the_module}


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    named = node.func
    return named.attr if isinstance(named, ast.Attribute) else named.id if isinstance(named, ast.Name) else ""


def pieces(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def with_parents(module: str) -> list[str]:
    words = module.split(".")
    return [".".join(words[: n + 1]) for n in range(len(words))]


class Walk:
    """Goes from the roots wherever a reference leads."""

    def __init__(self, program: Program, roots: Iterable[str]) -> None:
        self._program, self.found = program, set[str]()
        self._waiting: list[str] = []
        self._asked: dict[str, set[str]] = defaultdict(set)  # each name asked of an object: by which modules
        self._offered: dict[str, set[str]] = defaultdict(set)  # each name: methods of reached classes, things handed on
        self._of_protocols: set[str] = set()
        self._overridden: dict[str, set[str]] = defaultdict(set)  # each method: what overrides it in reached classes
        for root in roots:
            names = [root] if ":" in root else [name for name in program.nodes if name.startswith(root + ":")]
            self._waiting += names
        while self._waiting:
            self._visit(self._waiting.pop())

    def _visit(self, name: str) -> None:
        if name in self.found:
            return
        self.found.add(name)
        node = self._program.nodes[name]
        references = References(self._program, node)
        modules = {node.module} | references.imported
        self._waiting += [f"{each}:{BODY}" for module in modules for each in with_parents(module) if self._ours(each)]
        self._waiting += [*references.nodes, *self._program.follows.get(name, ())]
        for asked in references.asked:
            self._ask(asked, node.module)
        for module in references.handed_on & self._program.modules:
            self._offer(each for each in self._program.nodes.values() if each.module == module and "." not in each.name)
        self._methods(node, [self._program.nodes[each] for each in self._program.methods.get(name, ())])
        self._waiting += self._overridden.pop(name, ())

    def _methods(self, of: Node, methods: list[Node]) -> None:
        """A class is reached: so is what others call of it, and what overrides a method that is."""
        bases = list(self._program.bases(of))
        if "typing:Protocol" in bases:
            self._of_protocols.update(each.last_name for each in methods)
            self._waiting += [found for each in methods for found in self._offered[each.last_name]]
        self._offer(methods)
        for method in methods:
            if is_dunder(method.last_name) or any(has(base, method.last_name) for base in bases):
                self._waiting.append(method.full_name)
            for over in {f"{base}.{method.last_name}" for base in bases} & self._program.nodes.keys():
                if over in self.found:
                    self._waiting.append(method.full_name)
                else:
                    self._overridden[over].add(method.full_name)

    def _ours(self, module: str) -> bool:
        return module in self._program.modules

    def _ask(self, name: str, module: str) -> None:
        if module not in self._asked[name]:
            self._asked[name].add(module)
            self._waiting += [each for each in self._offered[name] if self._meet(module, each)]

    def _offer(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            name = node.last_name
            self._offered[name].add(node.full_name)
            if name in self._of_protocols or any(self._meet(module, node.full_name) for module in self._asked[name]):
                self._waiting.append(node.full_name)

    def _meet(self, asker: str, offered: str) -> bool:
        """Whether an object of the one's can be in the other's hands: one of them knows the other."""
        module = offered.partition(":")[0]
        return module in self._program.known_by(asker) or asker in self._program.known_by(module)
