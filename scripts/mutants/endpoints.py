"""The mutations of operations: paths, parameters, status codes, keys, lifecycle, words."""

import re
from copy import deepcopy
from random import Random

from scripts.mutants.mutation import BREAKING, WARNING, Mutation, inlined, told
from scripts.mutants.sites import sites
from scripts.specs import Document, operations


def _operation(random: Random, document: Document) -> tuple[str, str, Document]:
    return random.choice(list(operations(document)))


def _pointer_of(method: str, path: str) -> str:
    return f"/paths/{path.replace('/', '~1')}/{method.lower()}"


def _own_parameters(document: Document) -> list[tuple[Document, int]]:
    """The parameters that stand in an operation itself and are not part of its path."""
    return [
        (operation, index)
        for _method, _path, operation in operations(document)
        for index, parameter in enumerate(operation.get("parameters", ()))
        if parameter.get("in") in ("query", "header", "cookie")
    ]


def drop_parameter(random: Random, document: Document) -> Mutation | None:
    """A parameter of the query, a header or a cookie."""
    found = _own_parameters(document)
    if not found:
        return None
    operation, index = random.choice(found)
    gone = operation["parameters"].pop(index)
    return told(f"drop the parameter {gone['name']}", "parameter-removed", BREAKING)


def drop_operation(random: Random, document: Document) -> Mutation | None:
    """An operation; its announced sunset decides how bad that is."""
    method, path, operation = _operation(random, document)
    del document["paths"][path][method.lower()]
    if not document["paths"][path]:
        del document["paths"][path]
    # The only sunset that a vendored document announces has passed.
    past = "Sunset:" in operation.get("description", "")
    kind, severity = ("operation-removed-after-sunset", WARNING) if past else ("operation-removed", BREAKING)
    return told(f"drop {method} {path}", kind, severity)


def drop_answer(random: Random, document: Document) -> Mutation | None:
    """A documented status code."""
    method, path, operation = _operation(random, document)
    code = random.choice(sorted(operation["responses"]))
    del operation["responses"][code]
    if not operation["responses"]:
        return None
    kind, severity = ("success-removed", BREAKING) if code.startswith("2") else ("error-removed", None)
    return told(f"drop {code} of {method} {path}", kind, severity, f"{_pointer_of(method, path)}/responses/{code}")


def add_parameter(random: Random, document: Document) -> Mutation | None:
    """An optional or a required parameter of the query."""
    method, path, operation = _operation(random, document)
    required = random.random() < 0.5
    parameter = {"name": "a_new_parameter", "in": "query", "required": required, "schema": {"type": "string"}}
    operation.setdefault("parameters", []).append(parameter)
    kind, severity = ("required-parameter-added", BREAKING) if required else ("parameter-added", None)
    return told(f"add a parameter to {method} {path}", kind, severity)


def add_operation(random: Random, document: Document) -> Mutation | None:
    """An operation like another one."""
    _method, _path, operation = _operation(random, document)
    answer = {"204": {"description": "Nothing."}}
    new = {"operationId": "a_new_operation", "tags": operation.get("tags", []), "responses": answer}
    document["paths"]["/v9/news"] = {"get": new}
    return told("add an operation", "operation-added", None)


def add_answer(random: Random, document: Document) -> Mutation | None:
    """A status code of success or failure."""
    method, path, operation = _operation(random, document)
    code = random.choice(["202", "418"])
    operation["responses"][code] = {"description": "News."}
    kind, severity = ("success-added", WARNING) if code == "202" else ("error-added", None)
    return told(f"add {code} to {method} {path}", kind, severity)


def rename_operation(random: Random, document: Document) -> Mutation | None:
    """An operationId."""
    method, path, operation = _operation(random, document)
    operation["operationId"] += "_renamed"
    return told(f"rename {method} {path}", "operation-renamed", BREAKING)


def rename_parameter(random: Random, document: Document) -> Mutation | None:
    """A parameter of the query, a header, a cookie; or of the path, with the path."""
    own = _own_parameters(document)
    in_path = sorted(path for path in document["paths"] if "{" in path)
    if in_path and (not own or random.random() < 0.5):
        path = random.choice(in_path)
        name = re.findall(r"\{(.*?)\}", path)[0]
        item = document["paths"].pop(path)
        for operation in item.values():
            operation["parameters"] = [
                {**found, "name": f"{name}_renamed"} if found["name"] == name else parameter
                for parameter in operation["parameters"]
                for found in [inlined(document, parameter)]
            ]
        document["paths"][path.replace(f"{{{name}}}", f"{{{name}_renamed}}")] = item
        return told(f"rename the parameter {name} of {path}", "parameter-renamed", BREAKING)
    if not own:
        return None
    operation, index = random.choice(own)
    parameter = operation["parameters"][index]
    parameter["name"] += "_renamed"
    # An overlay may have removed the one, and not know the other.
    kinds = "parameter-removed required-parameter-added"
    return told(f"rename the parameter to {parameter['name']}", kinds, BREAKING)


def require_parameter(random: Random, document: Document) -> Mutation | None:
    """A parameter becomes required, or optional."""
    found = _own_parameters(document)
    if not found:
        return None
    operation, index = random.choice(found)
    parameter = operation["parameters"][index]
    parameter["required"] = not parameter.get("required", False)
    if parameter["required"]:
        return told(f"{parameter['name']} becomes required", "parameter-became-required", BREAKING)
    return told(f"{parameter['name']} becomes optional", "parameter-became-optional", None)


def deprecate(random: Random, document: Document) -> Mutation | None:
    """An operation, a parameter or a field; or not any more."""
    candidates: list[tuple[Document, str]] = [(operation, "") for _method, _path, operation in operations(document)]
    candidates += [(operation["parameters"][index], "") for operation, index in _own_parameters(document)]
    fields = [site for site in sites(document) if re.search(r"/properties/[^/]+$", site.pointer)]
    candidates += [(site.schema, site.pointer) for site in fields]
    target, pointer = random.choice(candidates)
    if target.pop("deprecated", False):
        return told("not deprecated any more", "deprecation-withdrawn", None, pointer)
    target["deprecated"] = True
    return told("deprecate", "deprecated", WARNING, pointer)


def change_sunset(random: Random, document: Document) -> Mutation | None:
    """A sunset is announced, moved, taken back, forgotten in a removal, or unreadable."""
    method, path, operation = _operation(random, document)
    what = random.choice(["set", "earlier", "later", "removed", "unreadable", "gone before"])
    if what == "unreadable":
        operation["x-sunset"] = "soon"
        return told(f"an unreadable sunset of {method} {path}", "lifecycle-unreadable", BREAKING)
    if what == "set" and "Sunset:" not in operation.get("description", ""):
        operation["x-sunset"] = "2027-03-31"
        return told(f"a sunset of {method} {path}", "sunset-set", WARNING)
    operation["x-sunset"] = "2099-03-31"
    base = deepcopy(document)
    if what == "earlier":
        operation["x-sunset"] = "2099-03-30"
        return told(f"the sunset of {method} {path} comes earlier", "sunset-moved-earlier", BREAKING, base=base)
    if what == "removed" and "Sunset:" not in operation.get("description", ""):
        del operation["x-sunset"]
        return told(f"the sunset of {method} {path} is taken back", "sunset-removed", WARNING, base=base)
    if what == "gone before":
        del document["paths"][path][method.lower()]
        kind = "operation-removed-before-sunset"
        return told(f"{method} {path} goes before its sunset", kind, BREAKING, base=base)
    operation["x-sunset"] = "2099-04-01"
    return told(f"the sunset of {method} {path} comes later", "sunset-moved-later", None, base=base)


def move(random: Random, document: Document) -> Mutation | None:
    """Another path, or another method."""
    method, path, operation = _operation(random, document)
    del document["paths"][path][method.lower()]
    if not document["paths"][path]:
        del document["paths"][path]
    if random.random() < 0.5:
        document["paths"].setdefault(f"/moved{path}", {})[method.lower()] = operation
    else:
        document["paths"].setdefault(path, {})["put" if method != "PUT" else "patch"] = operation
    return told(f"move {method} {path}", "operation-moved", BREAKING)


def change_security(random: Random, document: Document) -> Mutation | None:
    """No key, another header for it, or a second kind."""
    _method, _path, operation = _operation(random, document)
    owner = operation if "security" in operation else document
    schemes = document["components"]["securitySchemes"]
    (name,) = schemes
    what = random.choice(["none", "other", "second"])
    if what == "other":
        schemes[name] = {"type": "apiKey", "in": "header", "name": "X-Another-Key"}
        return told("another header for the key", "security-changed", BREAKING)
    if not owner.get("security"):
        return None
    if what == "none":
        owner["security"] = []
        return told("no key", "security-removed", WARNING)
    schemes["Another"] = {"type": "http", "scheme": "basic"}
    owner["security"] = [*owner["security"], {"Another": []}]
    return told("another kind of key is accepted", "security-alternative-added", None)


def describe(random: Random, document: Document) -> Mutation | None:
    """Words only."""
    places: list[tuple[Document, str]] = [(document["info"], "description")]
    places += [
        (operation, key) for _method, _path, operation in operations(document) for key in ("summary", "description")
    ]
    places += [
        (answer, "description") for _m, _p, each in operations(document) for answer in each["responses"].values()
    ]
    places += [(site.schema, "description") for site in sites(document)]
    places += [(site.schema, "example") for site in sites(document) if site.schema.get("type") == "string"]
    target, key = random.choice([place for place in places if "$ref" not in place[0]])
    if key == "example":
        target["examples"] = ["another example"]
    else:
        target[key] = f"{target.get(key, '')} More was said of it."
    return told(f"another {key}", "", None)
