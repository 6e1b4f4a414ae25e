"""Takes defences away in every Python process that finds this folder on its path: the tests' own and all they start.

LLOKET_WITHOUT holds JSON: the dotted name of a thing to the expression that takes its place. In the expression `was` is
the thing itself and `instead` the module beside this one.
"""

import importlib
import json
import os


def _take_away(name: str, expression: str) -> None:
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            owner = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:-1]:
            owner = getattr(owner, part)
        scope = {"was": getattr(owner, parts[-1]), "instead": importlib.import_module("instead")}
        setattr(owner, parts[-1], eval(expression, scope))
        return
    raise ModuleNotFoundError(name)


for _name, _expression in json.loads(os.environ.get("LLOKET_WITHOUT", "{}")).items():
    _take_away(_name, _expression)
