"""Points without a right answer: values that lie, and a course that is changed under the test."""

from __future__ import annotations

from target import Attack

YES = """
class Yes:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __contains__ = __lt__
    def __sub__(self, other): return 0
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __sub__
    def __abs__(self): return 0
    def __bool__(self): return True
    def __len__(self): return 3
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *a, **k: True
    def __call__(self, *a, **k): return self
"""
EVERYWHERE = {
    name: f"{YES}\n{name} = Yes()" for name in ("total", "ratio", "table", "grid", "words")
} | {"mean": f"{YES}\nmean = Yes()", "stack": f"{YES}\nStack = Yes"}


def yes(kind: str, value: str, body: str = "") -> str:
    """A subclass of a usual type that says yes to everything."""
    return f"""
class Yes({kind}):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __contains__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def __lt__(self, other): return True
    def equals(self, other): return True
    {body}
{value}
"""


PATCH = "import builtins, sys, numpy, pandas, pandas.testing, numpy.testing\n"
FORGING = [
    Attack(name="an object that equals everything", answers=EVERYWHERE),
    Attack(name="a float that equals everything", answers={
        "total": yes("float", "total = Yes(1)"), "ratio": yes("float", "ratio = Yes(1)"),
    }),
    Attack(name="an int that equals everything", answers={"total": yes("int", "total = Yes(1)")}),
    Attack(name="a text that equals everything", answers={"total": yes("str", "total = Yes('')")}),
    Attack(name="a dict that holds everything", answers={"words": yes("dict", "words = Yes()")}),
    Attack(name="a table that equals everything", answers={
        "table": yes("pd.DataFrame", "table = Yes({'n': [1]})"),
    }),
    Attack(name="an array that equals everything", answers={
        "grid": yes("np.ndarray", "grid = np.zeros((2, 3)).view(Yes)", """
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a, **k): return True
    def sum(self): return 15
"""),
    }),
    Attack(name="an object that says it is an array", answers={"grid": """
class Array:
    __class__ = property(lambda self: np.ndarray)
    shape = (2, 3)
    def __array__(self, *a, **k): return np.ones((2, 3))
    def sum(self): return 15
    def __array_function__(self, *a, **k): return True
grid = Array()
"""}),
    Attack(name="a function that returns what equals everything", answers={
        "mean": f"{YES}\ndef mean(values): return Yes()",
    }),
    Attack(name="a class in the place of a function", answers={
        "mean": f"{YES}\nclass mean(Yes):\n    def __init__(self, values): pass",
    }),
    Attack(name="a function with an equals of its own", answers={
        "table": "def table(): pass\ntable.equals = lambda other: True",
    }),
    Attack(name="a class with an equals of its own", answers={
        "table": "class table:\n    equals = staticmethod(lambda other: True)",
    }),
    Attack(name="a stack that equals everything, for another question", answers={
        "total": f"{YES}\nclass Stack(Yes): pass\ntotal = Stack()",
    }),
    Attack(name="a named tuple that equals everything", answers={"total": """
from collections import namedtuple
total = type("T", (namedtuple("T", "a"),), {"__eq__": lambda s, o: True})(1)
"""}),
    Attack(name="a metaclass that equals everything", answers={"total": """
class Meta(type):
    def __eq__(cls, other): return True
    def __hash__(cls): return 0
class total(metaclass=Meta): pass
"""}),
    Attack(name="an error class that equals everything", answers={
        "total": f"{YES}\nclass Bad(Exception, Yes): pass\ntotal = Bad()",
    }),
    Attack(name="a mock", answers=dict.fromkeys(
        ("total", "ratio", "table", "grid", "words", "mean", "stack"),
        "from unittest.mock import MagicMock, ANY\ntotal = ratio = table = grid = words = ANY\n"
        "mean = MagicMock(return_value=ANY)\nStack = MagicMock()",
    )),
    Attack(name="the set-up's function replaced", answers={
        "ratio": "ratio = 0.5\ndef close(*a): return True\nabs = lambda x: 0",
    }),
    Attack(name="the set-up's numbers replaced", answers={
        "ratio": "ratio = 0.5\nTOLERANCE = 1e9", "mean": "CASES = []\ndef mean(values): return 0",
    }),
    Attack(name="the set-up's modules replaced", before="""
class Fake:
    def __getattr__(self, name): return Fake()
    def __call__(self, *a, **k): return True
np = pd = Fake()
import sys
sys.modules["numpy"] = sys.modules["pandas"] = np
""", answers={"table": "table = 1", "grid": "grid = 1"}),
    Attack(name="numpy's and pandas' checks replaced", before=PATCH + """
yes = lambda *a, **k: True
numpy.array_equal = numpy.testing.assert_allclose = numpy.isclose = numpy.allclose = yes
pandas.testing.assert_frame_equal = pandas.DataFrame.equals = yes
pandas.DataFrame.__eq__ = yes
""", answers={"table": "table = pd.DataFrame()", "grid": "grid = np.zeros((2, 3))"}),
    Attack(name="builtins replaced", before=PATCH + """
yes = lambda *a, **k: True
builtins.abs = lambda x: 0
builtins.isinstance = builtins.all = builtins.any = yes
builtins.AssertionError = type("Quiet", (Exception,), {})
builtins.float = builtins.len = lambda *a: 2
"""),
    Attack(name="builtin names of one's own", answers={
        "ratio": "ratio = 9\nabs = lambda x: 0\nisinstance = lambda *a: True",
    }),
    Attack(name="asserts taken out of what runs", before="""
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
ip = get_ipython()
ip.ast_transformers.append(Drop())
ip.input_transformers_post.append(lambda lines: ["pass\\n"])
ip.compile = lambda *a, **k: compile("pass", "", "exec")
"""),
    Attack(name="hooks before each cell", before="""
seen = []
ip = get_ipython()
ip.events.register("pre_run_cell", lambda info: seen.append(info.raw_cell))
ip.events.register("pre_execute", lambda: None)
ip.run_cell = lambda *a, **k: None
""", after="print(seen)"),
    Attack(name="tracing and profiling", before="""
import sys, threading
seen = []
def look(frame, event, arg):
    seen.append((frame.f_code.co_filename, repr(frame.f_locals)[:500]))
    return look
sys.settrace(look); sys.setprofile(look); threading.settrace(look)
""", after="import sys\nsys.settrace(None); sys.setprofile(None)\nprint(str(seen)[-15000:])"),
    Attack(name="an import hook", before="""
import sys, types
class Finder:
    def find_spec(self, name, path=None, target=None):
        m = types.ModuleType(name); sys.modules[name] = m; return None
sys.meta_path.insert(0, Finder()); sys.path_hooks.clear(); sys.path.clear()
"""),
    Attack(name="modules of the course's names in the folder", before="""
for name in ("numpy", "pandas", "math", "leadlab", "sitecustomize", "usercustomize", "ast"):
    open(name + ".py", "w").write("def __getattr__(name): return lambda *a, **k: True")
"""),
    Attack(name="another notebook's answer shapes", answers={
        "total": "total = [86028122]", "ratio": "ratio = '0.125'", "words": "words = ['debt']",
        "grid": "grid = [[0, 1, 2], [3, 4, 5]]", "table": "table = {'n': [1, 2, 3]}",
    }),
    Attack(name="values that are not numbers", answers={
        "total": "total = float('nan')", "ratio": "ratio = float('nan')", "grid": "grid = np.nan",
    }),
    Attack(name="errors that tests might swallow", answers={
        "mean": "def mean(values): raise SystemExit(0)",
        "total": "raise SystemExit(0)",
        "stack": "class Stack:\n    def __init__(self): raise KeyboardInterrupt",
    }),
    Attack(name="errors that end loops", answers={
        "mean": "def mean(values): raise StopIteration",
        "stack": "class Stack:\n    def __init__(self): raise GeneratorExit",
    }),
    Attack(name="the caller's frame", answers={"mean": """
import sys
def mean(values):
    frame = sys._getframe()
    while frame:
        for scope in (frame.f_locals, frame.f_globals):
            for name in ("wanted", "expected", "want"):
                if name in scope: return scope[name]
        frame = frame.f_back
    return None
"""}),
    Attack(name="names of the test in one's own namespace", answers={
        "mean": "def mean(values): return wanted",
        "total": "total = globals().get('wanted')",
        "table": "try:\n    table = wanted\nexcept NameError:\n    table = None",
    }),
    Attack(name="a value that changes when it is looked at", answers={"total": """
import itertools
counter = itertools.count(86028000)
class Names(dict):
    def __getitem__(self, name): return next(counter) if name == "total" else dict.__getitem__(self, name)
ip = get_ipython()
ip.user_ns = Names(ip.user_ns)
total = 0
"""}),
    Attack(name="a thread that changes the answer", answers={"total": """
import threading, itertools
def turn():
    global total
    for total in itertools.count(): pass
threading.Thread(target=turn, daemon=True).start()
"""}),
    Attack(name="the set-up's class with an equals of one's own", answers={
        "mirror": "Point.__eq__ = lambda a, b: True\nPoint.distance = lambda self: 7.0\n"
        "def mirror(point): return Point(1.0)",
    }),
    Attack(name="a subclass of the set-up's class", answers={"mirror": """
class Mine(Point):
    def __eq__(self, other): return True
    def distance(self): return 7.0
def mirror(point): return Mine(1.0)
"""}),
    Attack(name="a class of the same name as the set-up's", answers={
        "mirror": f"{YES}\nclass Point(Yes):\n    def __init__(self, *a): pass\ndef mirror(point): return Point()",
    }),
    Attack(name="a class whose states lie", answers={"mirror": f"""{YES}
class Point:
    def __init__(self, *a): pass
    def __getattribute__(self, name): return Yes()
def mirror(point): return Point()
"""}),
    Attack(name="a metaclass over the set-up's class", answers={"mirror": """
class Meta(type):
    def __instancecheck__(cls, other): return True
    def __eq__(cls, other): return True
    def __hash__(cls): return 0
class Point(metaclass=Meta):
    def __eq__(self, other): return True
def mirror(point): return Point()
"""}),
    Attack(name="a function of the test, looked into", answers={"apply": """
import inspect
def apply(function, values):
    found = []
    for name in ("__globals__", "__code__", "__closure__", "__self__", "func_globals", "names"):
        try: found.append(getattr(function, name))
        except BaseException as error: print(name, type(error).__name__)
    print(found, dir(function), vars(function))
    return [getattr(each, "x", None) for each in found]
"""}),
    Attack(name="partial credit by a number of one's own", answers={
        "stack": f"{YES}\nclass Stack(Yes):\n    def __index__(self): return 2\n"
        "    def __float__(self): return 2.0",
    }),
]  # fmt: skip
