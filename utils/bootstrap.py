"""Make `.venv` ready, then run a command in it: the whole of Leadlab's set-up.

Use: python3 utils/bootstrap.py [--test] COMMAND [ARGUMENTS]

Plain standard library, and it must parse under Python 3.6, because it may be started by a Python
that is too old for the course and then has to find a newer one, or say in a sentence what to do.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

try:
    import fcntl
except ImportError:  # Windows has no fcntl; there, two set-ups at once are not guarded against
    fcntl = None  # type: ignore[assignment]  # the name stays, as "cannot lock"

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
KNOWN_NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python")
NEEDED_MB = 1500
CANNOT_RUN_HERE = 3
ASK_VERSION = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
NO_NETWORK = (
    "temporary failure in name resolution",
    "name or service not known",
    "nodename nor servname",
    "failed to establish a new connection",
    "connection refused",
    "network is unreachable",
    "failed to fetch",
    "could not connect",
    "dns error",
    "error sending request",
    "max retries exceeded",
)


class CannotSetUp(Exception):  # noqa: N818 - reads as a sentence: "raise CannotSetUp"
    """One sentence for the person at the keyboard."""


def main(arguments: "list[str]") -> int:
    """Set up, then become the command."""
    extras = ["test"] if arguments[:1] == ["--test"] else []
    command = arguments[len(extras) :]
    if not command:
        print("Use: python3 utils/bootstrap.py [--test] COMMAND [ARGUMENTS]", file=sys.stderr)
        return 2
    try:
        venv = ready_venv(ROOT, extras)
    except CannotSetUp as problem:
        print(problem, file=sys.stderr)
        return CANNOT_RUN_HERE
    except KeyboardInterrupt:
        print("\nStopped; the next run starts the set-up again.", file=sys.stderr)
        return 130
    return become(venv, command)


def ready_venv(root: Path, extras: "list[str]") -> Path:
    """Path of a `.venv` that holds what pyproject.toml asks for; made or mended where it is not."""
    venv = root / ".venv"
    wanted = {"root": str(root), "pyproject": digest(root / "pyproject.toml")}
    if is_ready(venv, wanted, extras):
        return venv
    with only_one(root):
        if is_ready(venv, wanted, extras):  # another run has done the work while this one waited
            return venv
        extras = sorted(set(extras) | set(read_stamp(venv).get("extras", [])))
        check_disk(root)
        set_up(root, venv, extras)
        write_stamp(venv, {**wanted, "state": "ready", "extras": extras})
    return venv


def set_up(root: Path, venv: Path, extras: "list[str]") -> None:
    """Create the environment where needed, and install into it."""
    uv = shutil.which("uv")
    started = time.time()
    python = None
    if not can_be_kept(venv, root):
        python = find_python()
        remove(venv)
        say("Setting up Leadlab in .venv; this happens once and takes a minute or two.")
        create(venv, python, uv)
    else:
        say("Bringing .venv up to date with pyproject.toml.")
    write_stamp(venv, {"state": "installing", "root": str(root)})
    target = f"{root}[{','.join(extras)}]" if extras else str(root)
    output = ""
    for command in install_commands(venv, python, uv):
        code, output = run_shown([*command, "--editable", target], root)
        if code == 0:
            say(f"Ready after {time.time() - started:.0f} s.")
            return
    raise CannotSetUp(why_it_failed(output, root))


def install_commands(venv: Path, python: "str | None", uv: "str | None") -> "list[list[str]]":
    """Ways to install into the environment, best first."""
    inside = program(venv, "python")
    ways = []
    if uv:
        ways.append([uv, "pip", "install", "--python", inside])
    if answers([inside, "-m", "pip", "--version"]):
        ways.append([inside, "-m", "pip", "install", "--disable-pip-version-check"])
    else:
        outside = python or find_python()
        if answers([outside, "-m", "pip", "--python", inside, "--version"]):
            ways.append([outside, "-m", "pip", "--python", inside, "install"])
    if not ways:
        raise CannotSetUp(no_venv_sentence(python or inside))
    return ways


def create(venv: Path, python: str, uv: "str | None") -> None:
    """Make an empty virtual environment, by the best means that this machine has."""
    ways = []
    if uv:
        ways.append([uv, "venv", "--quiet", "--seed", "--python", python, str(venv)])
    ways.append([python, "-m", "venv", str(venv)])
    ways.append([python, "-m", "virtualenv", "--quiet", str(venv)])
    ways.append([python, "-m", "venv", "--without-pip", str(venv)])  # then pip works from outside
    for way in ways:
        if answers(way) and version_of(program(venv, "python")):
            return
        remove(venv)
    raise CannotSetUp(no_venv_sentence(python))


def no_venv_sentence(python: str) -> str:
    """What to install where a Python has neither venv nor pip, as Debian's own."""
    version = ".".join((version_of(python) or "3").split(".")[:2])
    return (
        f"{python} cannot make virtual environments; install what is missing "
        f"(on Debian and Ubuntu: sudo apt install python{version}-venv) or uv, "
        "then run the same command again."
    )


def can_be_kept(venv: Path, root: Path) -> bool:
    """Whether an environment is sound, new enough, here, and not left half installed."""
    stamp = read_stamp(venv)
    if stamp.get("state") == "installing" or stamp.get("root", str(root)) != str(root):
        return False
    version = version_of(program(venv, "python"))
    if version is None or as_numbers(version) < OLDEST:
        return False
    asked_for = os.environ.get("PYTHON")
    asked_version = version_of(asked_for) if asked_for else None
    return asked_version is None or as_numbers(asked_version) == as_numbers(version)


def is_ready(venv: Path, wanted: "dict[str, str]", extras: "list[str]") -> bool:
    """Whether nothing needs doing: the usual case, so it has to be quick."""
    stamp = read_stamp(venv)
    return (
        stamp.get("state") == "ready"
        and all(stamp.get(key) == value for key, value in wanted.items())
        and set(extras) <= set(stamp.get("extras", []))
        and can_be_kept(venv, Path(wanted["root"]))
    )


def find_python() -> str:
    """A Python that is new enough: the one asked for, the one that runs this, or another."""
    asked_for = os.environ.get("PYTHON")
    names = [asked_for] if asked_for else [sys.executable, *KNOWN_NAMES]
    too_old = None
    for name in names:
        path = shutil.which(name)
        version = version_of(path) if path else None
        if path and version:
            if as_numbers(version) >= OLDEST:
                return path
            too_old = too_old or f"this is {version} at {path}"
    seen = too_old or f"{names[0]} does not answer"
    raise CannotSetUp(
        f"Leadlab needs Python {OLDEST[0]}.{OLDEST[1]} or newer; {seen}; install a newer one "
        "(python.org or your package manager) or run: make learn PYTHON=python3.12"
    )


def version_of(python: "str | None") -> "str | None":
    """Version that an interpreter reports, None where it does not run."""
    if not python:
        return None
    try:
        output = subprocess.check_output([python, "-c", ASK_VERSION], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    return output.decode("ascii", "replace").strip() or None


def as_numbers(version: str) -> "tuple[int, ...]":
    """Major and minor number: "3.11.7" is (3, 11)."""
    return tuple(int(part) for part in version.split(".")[:2])


def check_disk(root: Path) -> None:
    """Refuse before a long download that could not be unpacked."""
    free_mb = shutil.disk_usage(str(root)).free // 1_000_000
    if free_mb < NEEDED_MB:
        raise CannotSetUp(
            f"Setting up needs about {NEEDED_MB} MB of disk and {root} has {free_mb} MB free; "
            "make room, then run the same command again."
        )


def why_it_failed(output: str, root: Path) -> str:
    """One sentence for what an installer printed before it gave up."""
    text = output.lower()
    log = root / ".venv" / "setup.log"
    if "no space left on device" in text or "disk quota exceeded" in text:
        return "The disk filled up during the set-up; make room, then run the same command again."
    if any(sign in text for sign in NO_NETWORK):
        return (
            "The package registry did not answer; check the connection (or the proxy and index "
            f"settings of pip), then run the same command again. Details: {log}"
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    last = lines[-1] if lines else "nothing was printed"
    return f"Installing failed with {last[:200]!r}; the whole output is in {log}"


def run_shown(command: "list[str]", root: Path) -> "tuple[int, str]":
    """Run an installer, its latest line shown in place, everything kept in a log."""
    show = sys.stderr.isatty()
    lines = []
    process = subprocess.Popen(
        command, cwd=str(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    with (root / ".venv" / "setup.log").open("ab") as log:
        for raw in process.stdout or ():
            log.write(raw)
            line = raw.decode("utf-8", "replace").rstrip()
            lines.append(line)
            if show:
                sys.stderr.write(f"\r\033[K  {line.strip()[:76]}")
                sys.stderr.flush()
    if show:
        sys.stderr.write("\r\033[K")
    return process.wait(), "\n".join(lines)


def answers(command: "list[str]") -> bool:
    """Whether a command can be run and ends well."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


class only_one:  # noqa: N801 - reads as a statement: "with only_one(root)"
    """Let one set-up at a time into a folder; the others wait."""

    def __init__(self, root: Path) -> None:
        self.path = root / ".venv.lock"

    def __enter__(self) -> None:
        try:
            self.file = self.path.open("w")
        except OSError as error:
            raise CannotSetUp(f"This folder cannot be written to: {error}") from error
        if fcntl:
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another set-up of this folder is running; waiting for it.")
                fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def digest(path: Path) -> str:
    """Fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stamp_path(venv: Path) -> Path:
    """File in the environment that says what was installed into it."""
    return venv / "leadlab-setup.json"


def read_stamp(venv: Path) -> "dict[str, Any]":
    """What the stamp says; nothing where there is none or it cannot be read."""
    try:
        stamp = json.loads(stamp_path(venv).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(venv: Path, stamp: "dict[str, Any]") -> None:
    """Replace the stamp in one step, so that it is never half written."""
    temporary = stamp_path(venv).with_suffix(".new")
    temporary.write_text(json.dumps(stamp), encoding="utf-8")
    temporary.replace(stamp_path(venv))


def remove(venv: Path) -> None:
    """Remove an environment, and refuse to remove anything else of that name."""
    if not venv.exists() and not venv.is_symlink():
        return
    is_folder = venv.is_dir() and not venv.is_symlink()
    if not is_folder or not ((venv / "pyvenv.cfg").is_file() or not any(venv.iterdir())):
        raise CannotSetUp(f"{venv} is not a virtual environment; move it away first.")
    shutil.rmtree(str(venv))


def program(venv: Path, name: str) -> str:
    """Path of a program of the environment."""
    if os.name == "nt":
        return str(venv / "Scripts" / f"{name}.exe")
    return str(venv / "bin" / name)


def become(venv: Path, command: "list[str]") -> NoReturn:
    """Run the command inside the environment, in place of this process where possible."""
    inside = str(Path(program(venv, "python")).parent)
    environment = dict(os.environ, VIRTUAL_ENV=str(venv), JUPYTER_PREFER_ENV_PATH="1")
    environment["PATH"] = inside + os.pathsep + environment.get("PATH", "")
    for unwanted in ("PYTHONHOME", "PYTHON"):
        environment.pop(unwanted, None)
    path = shutil.which(command[0], path=environment["PATH"])
    if path is None:
        print(f"There is no command {command[0]!r} in .venv.", file=sys.stderr)
        sys.exit(CANNOT_RUN_HERE)
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call([path, *command[1:]], env=environment))
    os.execve(path, [path, *command[1:]], environment)


def say(sentence: str) -> None:
    """Tell the person at the keyboard what is going on."""
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
