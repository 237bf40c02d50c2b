"""Evaluates the modules in which a service keeps its JSON Schemas, and reads what its controllers declare.

Standard input: {"modules": {path: source}, "controllers": [{"file", "source", "methods"}]}.
Standard output: {"methods": [...], "unused": [...]}; evaluate-schemas.ts has the form.

Only the modules that are handed in are executed. Whatever else they import is a stub, controllers are
parsed and not executed, and from the moment on at which foreign code runs, this process may open no file
for writing, no socket and no other process.
"""

import ast
import http.client
import importlib.abc
import importlib.machinery
import json
import re
import sys
import types

VERSION = re.compile(r"^\d+\.\d+$")
KINDS = {"schema": "request", "query_schema": "query", "response_body_schema": "response"}


class Stub:
    """Stands for anything that is imported and not needed: called, it hands back what it decorates."""

    def __init__(self, name):
        self.__name__ = name

    def __call__(self, *args, **kwargs):
        return args[0] if len(args) == 1 and not kwargs else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Stub(f"{self.__name__}.{name}")

    def __mro_entries__(self, bases):
        return ()

    def __mod__(self, other):
        return self.__name__

    def __iter__(self):
        return iter(())


class StubModule(types.ModuleType):
    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        inner = f"{self.__name__}.{name}"
        return importlib.import_module(inner) if inner in MODULES else Stub(inner)


# What modules from the time of Python 2 take from a library of its own.
COMPATIBLE = {
    "six": {"unichr": chr, "text_type": str, "string_types": (str,), "integer_types": (int,), "PY2": False},
    "six.moves": {"http_client": http.client},
}


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in sys.stdlib_module_names:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return None if spec.name in MODULES else StubModule(spec.name)

    def exec_module(self, module):
        module.__dict__.update(COMPATIBLE.get(module.__name__, {}))
        if module.__name__ in MODULES:
            path, source = MODULES[module.__name__]
            exec(compile(source, path, "exec"), module.__dict__)


def refuse(event, args):
    writes = event == "open" and isinstance(args[1], str) and any(one in args[1] for one in "wax+")
    if writes or event.split(".")[0] in {"subprocess", "socket", "ctypes", "shutil"} or event in {
        "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rename", "os.mkdir",
        "os.rmdir", "os.chmod", "os.link", "os.symlink",
    }:
        raise PermissionError(f"a module of the service tried {event}")


def module_name(path):
    return re.sub(r"(/__init__)?\.py$", "", path).replace("/", ".")


def namespace_of(tree):
    """What the imports and the plain constants of a controller's module name."""
    names = {}
    for statement in tree.body:
        constant = isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        if constant or isinstance(statement, (ast.Import, ast.ImportFrom)):
            exec(compile(ast.Module([statement], []), "controller", "exec"), names)
    return names


def plain(value):
    """The value as JSON has it. Raises TypeError for what JSON does not have."""
    if isinstance(value, dict):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(member) for member in value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"{getattr(value, '__name__', type(value).__name__)} is no value of JSON")


def version(value):
    if value is None:
        return None
    text = value if isinstance(value, str) else str(value)
    if not VERSION.match(text):
        raise ValueError(f"{text!r} is no microversion")
    return text


def decorators_of(function, names):
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call):
            continue
        called = decorator.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")

        def value_of(node):
            return eval(compile(ast.Expression(node), "decorator", "eval"), dict(names))

        if name in {*KINDS, "expected_errors", "response", "api_version"}:
            yield (
                name,
                decorator,
                [value_of(argument) for argument in decorator.args],
                {keyword.arg: value_of(keyword.value) for keyword in decorator.keywords},
            )


def place_of(node, names):
    """Where the schema that a decorator names stands: its module, its name there, and the line."""
    module = getattr(names.get(getattr(getattr(node, "value", None), "id", "")), "__name__", "")
    file, source = MODULES[module]
    return {"file": file, "line": lines_of(file, source)[node.attr], "name": node.attr}


def lines_of(path, source):
    """The line of each name that a module assigns at its top."""
    lines = {}
    for statement in ast.parse(source, path).body:
        for target in getattr(statement, "targets", ()):
            if isinstance(target, ast.Name):
                lines.setdefault(target.id, statement.lineno)
    return lines


def declared(function, names):
    """What the decorators of a method say."""
    found = {"line": function.lineno, "errors": [], "success": None, "range": [None, None], "schemas": []}
    for name, node, args, keywords in decorators_of(function, names):
        if name == "expected_errors":
            errors = args[0] if isinstance(args[0], (tuple, list)) else args
            found["errors"] = sorted(int(one) for one in errors)
        elif name == "response":
            found["success"] = int(args[0])
        elif name == "api_version":
            ends = [*args, keywords.get("max_ver")][:2]
            found["range"] = [version(end) for end in ends]
        else:
            ends = args[1:3] + [None, None]
            found["schemas"].append({
                "kind": KINDS[name],
                **place_of(node.args[0], names),
                "min": version(keywords.get("min_version", ends[0])),
                "max": version(keywords.get("max_version", ends[1])),
                "schema": plain(args[0]),
            })
    return found


def methods_of(controller):
    """What the methods that were asked for declare; an earlier class may have one of the same name."""
    tree = ast.parse(controller["source"], controller["file"])
    names = namespace_of(tree)
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        for function in node.body:
            if not isinstance(function, ast.FunctionDef):
                continue
            if (name := f"{node.name}.{function.name}") in controller["methods"]:
                yield {"file": controller["file"], "method": name, **declared(function, names)}


def names_used(source):
    """The names of all attributes that a controller's module has in decorators."""
    for node in ast.walk(ast.parse(source)):
        for decorator in getattr(node, "decorator_list", ()):
            for inner in ast.walk(decorator):
                if isinstance(inner, ast.Attribute):
                    yield inner.attr


def unused_in(path, used):
    """The schemas that a module has under a public name, and that no controller names."""
    source = MODULES[module_name(path)][1]
    module = importlib.import_module(module_name(path))
    for name, line in lines_of(path, source).items():
        value = getattr(module, name)
        schema = isinstance(value, dict) and "type" in value and not name.startswith("_")
        if schema and name not in used:
            yield {"file": path, "line": line, "name": name}


asked = json.load(sys.stdin)
MODULES = {module_name(path): (path, source) for path, source in asked["modules"].items()}
sys.meta_path.insert(0, Finder())
sys.addaudithook(refuse)
controllers = asked["controllers"]
methods = [method for controller in controllers for method in methods_of(controller)]
used = {name for controller in controllers for name in names_used(controller["source"])}
files = sorted({schema["file"] for method in methods for schema in method["schemas"]})
json.dump(
    {"methods": methods, "unused": [one for path in files for one in unused_in(path, used)]},
    sys.stdout,
)
