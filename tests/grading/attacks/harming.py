"""Harm to others: the grader, its files, its machine, and the submission that comes next."""

from __future__ import annotations

from dataclasses import replace

from leaking import LIBC, read, refused
from target import LIMITS, Attack

SMALL = replace(LIMITS, cell_seconds=0.6, memory_mb=300)
HARMING = [
    Attack(name="writing to the course's files", before=refused(
        "open('@GRADEBOOK@', 'wb').write(b'x')", "open('@GRADEBOOK@', 'ab').write(b'x')",
        "os.remove('@GRADEBOOK@')", "os.rename('@GRADEBOOK@', '@GRADEBOOK@2')", "os.truncate('@GRADEBOOK@', 1)",
        "open('@COURSE@/new', 'w')", "os.mkdir('@COURSE@/new')", "os.symlink('a', '@COURSE@/new')",
        "os.link('@GRADEBOOK@', '@COURSE@/new')", "os.rmdir('@COURSE@/empty')", "os.mkfifo('@COURSE@/new')",
        "__import__('sqlite3').connect('@GRADEBOOK@').execute('delete from t')",
        first="import os",
    ), at_c="writes, renames and removes files"),
    Attack(name="rights, owners and times of the course's files", before=read(
        "os.chmod('@GRADEBOOK@', 0o777)", "os.chown('@GRADEBOOK@', 1, 1)", "os.utime('@GRADEBOOK@', (1, 1))",
        "os.setxattr('@GRADEBOOK@', 'user.a', b'x')", "os.chmod('@COURSE@', 0)", "call(452, -100, b'@GRADEBOOK@', 0o777, 0)",
        first=LIBC,
    ), at_c="changes rights of files"),
    Attack(name="signals to the grader", before=refused(
        "os.kill(@PID@, 9)", "os.kill(@STAGE@, 9)", "os.killpg(@STAGE@, 9)", "call(200, @PID@, 9)", "call(234, @PID@, @PID@, 9)", "call(129, @PID@, 9, 0)",
        "call(424, call(434, @STAGE@, 0), 9, 0, 0)", "owner(@STAGE@)",
        first=LIBC + """
import fcntl, signal
def owner(process):
    reading, writing = os.pipe()
    fcntl.fcntl(reading, 8, process); fcntl.fcntl(reading, 10, 9)
    fcntl.fcntl(reading, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK); os.write(writing, b"x")
""",
    ), at_c="kills the grader", earned=0),
    Attack(name="limits and priorities of others", before=refused(
        "res.prlimit(@PID@, res.RLIMIT_NOFILE, (8, 8))", "res.prlimit(@STAGE@, res.RLIMIT_CPU, (1, 1))",
        "os.setpriority(os.PRIO_PROCESS, @PID@, 19)",
        "os.sched_setaffinity(@PID@, {0})", "os.sched_setscheduler(@PID@, os.SCHED_IDLE, os.sched_param(0))",
        "res.setrlimit(res.RLIMIT_AS, (-1, -1))", "os.nice(-5)", first="import os, resource as res",
    ), at_c="slows the grader down"),
    Attack(name="a fork bomb", before="import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
           limits=SMALL, at_c="makes processes until they are ended"),
    Attack(name="a thread bomb", limits=SMALL, before="""
import threading, time
while True:
    try: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except RuntimeError: break
"""),
    Attack(name="a process that stays", limits=SMALL, before="""
import os, time
if os.fork() == 0:
    os.setsid() if hasattr(os, "setsid") else None
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
"""),
    Attack(name="processes that each take memory", limits=SMALL, before="""
import os, time
for _ in range(6):
    if os.fork() == 0:
        kept = bytearray(200_000_000); time.sleep(60)
time.sleep(60)
"""),
    Attack(name="a memory bomb", limits=SMALL, before="kept = []\nwhile True: kept.append(bytearray(10**7))"),
    Attack(name="a memory bomb in the answer", limits=SMALL, answers={
        "mean": "def mean(values):\n    kept = []\n    while True: kept.append(bytearray(10**7))",
        "total": "total = 10 ** 30_000_000", "words": "words = {'a': 'x' * 200_000_000}",
        "grid": "grid = np.zeros(30_000_000)",
    }),
    Attack(name="a value that is small here and large there", limits=SMALL, answers={
        "grid": "grid = np.broadcast_to(np.zeros(1), (10**9,))", "total": "total = range(10**15)",
        "words": "words = []\nfor _ in range(40): words = [words, words]",
        "table": "table = pd.Series(pd.Categorical.from_codes([0] * 9, ['x' * 3_000_000]))",
    }),
    Attack(name="values without an end", limits=SMALL, answers={
        "words": "words = []\nwords.append(words)", "total": "import itertools\ntotal = itertools.count()",
        "grid": """
class Endless:
    def __iter__(self): return self
    def __next__(self): return 1
    def __len__(self): return 10**9
    def __getitem__(self, at): return 1
grid = Endless()
"""}),
    Attack(name="files without an end", limits=SMALL, before="""
for number in range(10**6):
    with open(f"{number}", "wb") as file: file.write(bytes(9_000_000))
"""),
    Attack(name="one file without an end", limits=SMALL,
           before="file = open('a', 'wb')\nwhile True: file.write(bytes(10**7))"),
    Attack(name="very many files", limits=SMALL, before="""
import os
for number in range(10**7): os.close(os.open(f"{number}", os.O_CREAT | os.O_WRONLY))
"""),
    Attack(name="endless output", limits=SMALL, before="while True: print('x' * 10_000)"),
    Attack(name="many outputs", limits=SMALL, before="""
from IPython.display import display, HTML
for number in range(100_000): display(HTML("<script>canary</script>" * 100))
"""),
    Attack(name="output past the shell", limits=SMALL, before="""
import os, sys
os.write(1, b"x" * 10_000); os.write(2, b"x" * 10_000)
sys.__stdout__ and sys.__stdout__.write("x"); open("/dev/tty", "w")
"""),
    Attack(name="a loop that swallows interrupts", limits=SMALL, before="""
import signal
signal.signal(signal.SIGALRM, signal.SIG_IGN); signal.setitimer(signal.ITIMER_REAL, 0)
while True: pass
"""),
    Attack(name="a sleep that blocks signals", limits=SMALL, before="""
import signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True: time.sleep(60)
"""),
    Attack(name="a loop in C", limits=SMALL, before="sum(range(10**13))"),
    Attack(name="a stop", limits=SMALL, before="import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    Attack(name="a segmentation fault", answers={"mean": "import ctypes\nctypes.string_at(0)"}),
    Attack(name="an abort", answers={"mean": "def mean(values):\n    import os; os.abort()"}),
    Attack(name="an exit", answers={"mean": "def mean(values):\n    import os; os._exit(0)"}),
    Attack(name="recursion without an end", answers={
        "mean": "import sys\nsys.setrecursionlimit(10**9)\ndef mean(values): return mean(values)",
        "words": "class A:\n    def __repr__(self): return repr(self)\nwords = A()\nwords",
    }, limits=SMALL),
    Attack(name="work after the end", before="""
import atexit, threading, time, weakref, sys
def late():
    time.sleep(0.2)
    open("@GRADEBOOK@", "ab").write(b"late")
atexit.register(late); threading.Thread(target=late).start()
class Late:
    def __del__(self): late()
sys.late = Late()
""", at_c="writes files later"),
    Attack(name="waiting for a person", before="input()", after="import getpass\ngetpass.getpass()"),
    Attack(name="closing everything", before="import os\nos.closerange(0, 256)"),
]  # fmt: skip
