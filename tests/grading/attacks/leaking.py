"""What is not a learner's to read: tests, other submissions, the grader's files and memory."""

from __future__ import annotations

from target import Attack

LOOK = """
def look(work):
    try:
        print("LEAK", str(work())[:3000])
    except BaseException as error:
        print("refused", type(error).__name__, error)
"""


def read(*expressions: str, first: str = "") -> str:
    """Try each of these, and print what comes."""
    return LOOK + first + "\n" + "\n".join(f"look(lambda: ({each}))" for each in expressions)


def refused(*expressions: str, first: str = "") -> str:
    """Try each of these, none of which may go well."""
    tried = "\n".join(
        f"try:\n    _ = ({each})\n    print('GOT', 'THROUGH', {each!r})\n"
        "except BaseException as error: print('refused', type(error).__name__)"
        for each in expressions
    )
    return f"{LOOK}{first}\n{tried}"


LIBC = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(*args):
    result = libc.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in args])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
"""
LEAKING = [
    Attack(name="reading the course's files", before=refused(
        "open('@GRADEBOOK@', 'rb').read()", "open('@SOURCE@').read()", "open('@BEN@').read()",
        "__import__('pathlib').Path('@SECRET@').read_text()", "__import__('os').open('@SECRET@', 0)",
        "__import__('io').FileIO('@SECRET@').read()", "__import__('numpy').fromfile('@SECRET@', 'u1')",
        "__import__('pandas').read_csv('@SECRET@')", "__import__('mmap').mmap(__import__('os').open('@SECRET@', 0), 1)",
    ), at_c="reads any file of the grader's"),
    Attack(name="folders of the course", before=refused(
        "__import__('os').listdir('@COURSE@')", "__import__('os').listdir('@COURSE@/submitted')",
        "list(__import__('os').scandir('@COURSE@'))",

    ), at_c="lists folders"),
    Attack(name="which files there are", only="A", before=read(
        "'canary' '-file' if __import__('os').path.exists('@SECRET@') else 'nothing'",
        "'canary' '-file', __import__('os').stat('@SECRET@')", "'canary' '-file', __import__('os').readlink('@LINK@')",
    ), at_c="sees which files there are (so does B)"),
    Attack(name="links to files", before=read(
        "open('a').read()", "open('b').read()", "open('c/secret').read()", "open('@UP@/secret').read()",
        first="import os\nfor work in (lambda: os.symlink('@SECRET@', 'a'), lambda: os.link('@SECRET@', 'b'),"
        " lambda: os.symlink('@COURSE@', 'c')):\n    look(work)",
    ), at_c="follows links to any file"),
    Attack(name="descriptors that were left open", before=read("list(all_of())", first="""
import os
def all_of():
    for number in range(3, 256):
        try:
            yield number, os.fstat(number).st_size, os.pread(number, 3000, 0)
        except OSError: pass
""")),
    Attack(name="the descriptor's way up", before=refused("1 / (len(left()) - 1)",
        "os.open('secret', 0, dir_fd=os.open('@COURSE@', os.O_PATH))", "os.listdir(3)", "os.listdir(4)",
        "os.fstat(2).st_size > 0 or 1 / 0", first="""
import os
def left():
    for number in range(3, 256):
        try: os.fstat(number)
        except OSError: continue
        yield number
_left = left
left = lambda: list(_left())
""",
    ), at_c="opens folders"),
    Attack(name="the environment", before=read(
        "__import__('os').environ", "__import__('ctypes').CDLL(None)",
        "ctypes.string_at(libc.getenv(b'LEADLAB_ATTACK_SECRET'))",
        "open('/proc/self/environ').read()", "open('/proc/@PID@/environ').read()",
        "open('/proc/@STAGE@/environ').read()",
        first="import ctypes\nlibc = ctypes.CDLL(None)\nlibc.getenv.restype = ctypes.c_char_p",
    ), at_c="reads the grader's environment in /proc"),
    Attack(name="memory of other processes", before=refused(
        "mem(@PID@)", "mem(@STAGE@)", "open('/proc/@PID@/mem', 'rb')", "vm(@PID@)", "vm(@STAGE@)",
        "call(101, 16, @PID@, 0, 0)", "call(101, 16, @STAGE@, 0, 0)", "call(438, call(434, @PID@, 0), 0, 0)",
        first=LIBC + """
def mem(process):
    for line in open(f"/proc/{process}/maps"):
        if "heap" in line:
            start, end = (int(x, 16) for x in line.split()[0].split("-"))
            with open(f"/proc/{process}/mem", "rb") as memory:
                memory.seek(start); data = memory.read(end - start)
                return data[:200] + (b"canary-memory" if b"canary" in data else b"canary-other")
def vm(process):
    class Vector(ctypes.Structure): _fields_ = [("b", ctypes.c_void_p), ("n", ctypes.c_size_t)]
    buffer = ctypes.create_string_buffer(100)
    here, there = Vector(ctypes.addressof(buffer), 100), Vector(0x400000, 100)
    return "canary-vm", call(310, process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
""",
    ), at_c="reads the grader's memory"),
    Attack(name="one's own memory", before=read("strings()", first="""
import gc
def strings():
    found = []
    for thing in gc.get_objects():
        try:
            text = repr(thing) if isinstance(thing, (dict, list, tuple)) and len(thing) < 500 else ""
        except BaseException:
            continue
        for word in map(bytes.decode, map(bytes.fromhex, ("63616e6172792d34313237", "3836303238313231"))):
            at = text.find(word)
            if at >= 0:
                found.append(text[at:at + 200])
    return found
"""), after=read("strings()")),
    Attack(name="frames and modules of the grader", before=read(
        "[f.f_locals for f in frames()]", "[(m, vars(sys.modules[m])) for m in list(sys.modules) if 'grading' in m]",
        "sys.modules['__main__'].__dict__", first="""
import sys
def frames():
    frame = sys._getframe()
    while frame:
        yield frame
        frame = frame.f_back
""")),
    Attack(name="history of the shell", after=read(
        "get_ipython().history_manager.input_hist_raw", "In", "Out", "get_ipython().user_ns_hidden",
    )),
    Attack(name="what a test gives to a function", answers={"mean": """
import inspect, gc
kept = []
def mean(values):
    kept.append((inspect.stack(), gc.get_referrers(values)))
    return 0
"""}, after="print(str(kept)[:5000])"),
    Attack(name="loopback services", before=refused(
        "s.create_connection(('127.0.0.1', @PORT@), 1)", "s.create_connection(('localhost', @PORT@), 1)",
        "s.socket(s.AF_INET6).connect(('::1', @PORT@))", "u().sendto(b'x', ('127.0.0.1', @UDP@))",
        "x('@UNIX@')", "x('\\0leadlab-attack-@PID@')", "s.socket(s.AF_NETLINK, s.SOCK_RAW, 0)", "s.socket(s.AF_PACKET)",
        "s.socket(40, s.SOCK_STREAM)", "s.create_server(('127.0.0.1', 0))",
        "__import__('urllib.request').request.urlopen('http://127.0.0.1:@PORT@')",
        first="""
import socket as s
def u(): return s.socket(s.AF_INET, s.SOCK_DGRAM)
def x(path):
    channel = s.socket(s.AF_UNIX); channel.connect(path); channel.send(b"x"); return "canary-unix"
""",
    ), at_c="speaks to services of this machine"),
    Attack(name="programs", before=refused(
        "os.popen('cat @SECRET@').read()[0]", "sub.check_output(['cat', '@SECRET@'])", "1 / (os.system('cat @SECRET@') == 0)",
        "os.posix_spawn('/bin/cat', ['cat', '@SECRET@'], {})", "get_ipython().getoutput('cat @SECRET@')[0]",
        "os.execv('/bin/cat', ['cat', '@SECRET@'])", "__import__('pty').openpty()",
        first="import os, subprocess as sub",
    ), at_c="runs programs"),
    Attack(name="programs by magic", before="!cat @SECRET@\nx = !cat @SECRET@\nprint(x)\n%sx cat @SECRET@"),
    Attack(name="shared memory and queues", before=read(
        "call(29, 4127, 100, 0o1666)", "call(64, 4127, 1, 0o1666)", "call(68, 4127, 0o1666)", "call(319, b'm', 0)",
        "call(240, b'/leadlab', 0o102, 0o666, 0)", "open('/dev/shm/canary-shm', 'w').write('x')",
        "__import__('multiprocessing.shared_memory').shared_memory.SharedMemory('canary-shm', True, 9)",
        first=LIBC,
    ), at_c="leaves shared memory behind"),
    Attack(name="calls that open the kernel", before=refused(
        "call(321, 0, 0, 0)", "call(298, 0, 0, -1, -1, 0)", "call(323, 0)", "call(425, 8, 0)", "call(250, 0, 0)",
        "call(175, 0, 0, b'')", "call(246, 0, 0, 0, 0)", "call(103, 3, 0, 100)", "call(304, 0, 0, 0)",
        "call(434, @PID@, 0)", "call(424, 0, 0, 0, 0)", first=LIBC,
    ), at_c="the kernel decides"),
    Attack(name="worlds of one's own", before=refused(
        "call(272, 0x10000000)", "call(272, 0x20000)", "call(308, 0, 0)", "call(161, b'/')", "call(155, b'.', b'.')",
        "call(165, b'none', b'/tmp', b'tmpfs', 0, 0)", "call(56, 0x10000011, 0, 0, 0, 0)", "call(435, b'\\0' * 88, 88)",
        "os.setuid(0)", "os.setresuid(0, 0, 0)", "os.setgroups([0])", "call(126, b'\\0' * 8, b'\\xff' * 24)",
        first=LIBC,
    ), at_c="makes namespaces where the kernel lets it"),
    Attack(name="the classmates", before=read(
        "__import__('leadlab.checks.submission').checks.submission.Submission.current()", "ids()",
        first="import os\ndef ids():\n    return [v for k, v in os.environ.items() if 'ben' in v]",
    )),
]  # fmt: skip
