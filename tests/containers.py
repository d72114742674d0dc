"""The images of the Containerfile without any registry, and containers of them without a daemon.

The base is a root of Debian's packages (``mmdebstrap``), the wheels are the host's. An image comes
of the steps by themselves, each in a chroot, or of buildah. A container is a process in namespaces
of its own, where it is number 1, with a root that it can only read. All of it needs root.
"""

import json
import os
import resource
import shlex
import shutil
import signal
import subprocess
import time
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from mortal import die_with_parent

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "Containerfile").read_text("utf-8")
# All that the stages would fetch from Debian.
PACKAGES = (
    "ca-certificates,dumb-init,python3,python3-venv,nginx-light,libnginx-mod-http-brotli-filter"
)
# As in containers everywhere.
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# In namespaces of its own: what it may write is mounted, the rest it can only read.
ENTER = """
set -e
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs tmpfs "$ROOT/tmp"
{mounts}
mount -o remount,bind,{mode} "$ROOT"
exec chroot --userspec="$WHO" --groups= "$ROOT" env -i --chdir="$WORKDIR" "$@"
"""


@dataclass
class Image:
    root: Path
    env: dict[str, str] = field(default_factory=dict)
    user: str = "0:0"
    workdir: str = "/"
    entrypoint: list[str] = field(default_factory=list)
    cmd: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)


class Container:
    """A running process of an image; ``pid`` is the host's number of the container's process 1."""

    def __init__(self, image, command=None, env=(), mounts=(), log=None, is_read_only=True):
        words = image.entrypoint + (command or image.cmd)
        self.process = subprocess.Popen(
            _entered(image, words, dict(env), dict(mounts), "ro" if is_read_only else "rw"),
            env=os.environ | _places(image),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT if log else None,
            preexec_fn=die_with_parent,
        )

    @property
    def pid(self):
        own = self.process.pid
        return int(Path(f"/proc/{own}/task/{own}/children").read_text().split()[0])

    def stop(self, patience):
        """Send SIGTERM to process 1 alone, as ``podman stop``; its exit status, or None."""
        with suppress(IndexError, OSError):
            os.kill(self.pid, signal.SIGTERM)
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        self.process.kill()  # --kill-child: process 1 goes with it, and all others with that
        self.process.wait()


def run(image, words, **options):
    """Run a command in a container of the image, past its entry point, until it ends."""
    return Container(replace(image, entrypoint=[]), words, **options).process.wait()


def _entered(image, words, env, mounts, mode):
    binds = "\n".join(
        f'mount --bind {shlex.quote(str(here))} "$ROOT"{there}' for there, here in mounts.items()
    )
    variables = [f"{name}={value}" for name, value in ({"PATH": PATH} | image.env | env).items()]
    script = ENTER.format(mounts=binds, mode=mode)
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    return [*unshare, "sh", "-c", script, "sh", *variables, *words]


def _places(image):
    return {"ROOT": str(image.root), "WHO": image.user, "WORKDIR": image.workdir}


def make_base(folder: Path) -> Path:
    """A root with Debian's packages, as an archive."""
    path, options = folder / "root.tar", ["--variant=minbase", f"--include={PACKAGES}"]
    subprocess.run(["mmdebstrap", "--quiet", *options, "trixie", path], check=True)
    return path


def make_wheels(folder: Path) -> Path:
    """The wheels that the image needs, fetched by the Python that the root has, too."""
    wheels, pip = folder / "wheels", folder / "venv/bin/pip"
    subprocess.run(["/usr/bin/python3", "-m", "venv", folder / "venv"], check=True)
    builders = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    words = ["wheel", "--quiet", "-c", "constraints.txt", "-w", wheels, ".[server]"]
    subprocess.run([pip, *words, *builders["requires"]], cwd=ROOT, check=True)
    words = ["download", "--quiet", "--no-deps", "--require-hashes", "-d", wheels]
    subprocess.run([pip, *words, "-r", "assets.txt"], cwd=ROOT, check=True)
    return wheels


def make_context(folder: Path) -> Path:
    """The checkout as git would give it to another."""
    order = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / "context" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / "context" / name)
    return folder / "context"


class Steps:
    """Builds images by the steps of the Containerfile, each in a chroot."""

    def __init__(self, folder: Path, base: Path, wheels: Path, context: Path):
        self.folder, self.base, self.wheels, self.context = folder, base, wheels, context
        self.stages, self.made = _stages(TEXT), {}

    def build(self, name: str) -> Image:
        if name not in self.made:
            source, steps = self.stages[name]
            image = self.made[name] = self._begun(name, source)
            for word, rest in steps:
                getattr(self, f"_{word.lower()}")(image, rest)
        return self.made[name]

    def _begun(self, name, source):
        root = self.folder / f"root-{name}"
        if source == "${BASE}":
            root.mkdir()
            subprocess.run(["tar", "-xpf", self.base, "-C", root], check=True)
            return Image(root)
        before = self.build(source)
        subprocess.run(["cp", "-a", "--reflink=auto", before.root, root], check=True)
        return Image(root, dict(before.env), before.user, before.workdir)

    def _run(self, image, rest):
        (image.root / "wheels").mkdir(exist_ok=True)
        env = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels"}
        mounts, words = {"/wheels": self.wheels}, ["sh", "-c", rest]
        assert run(image, words, env=env, mounts=mounts, is_read_only=False) == 0, rest

    def _copy(self, image, rest):
        *sources, there = rest.split()
        origin = self.context
        if sources[0].startswith("--from="):
            origin = self.build(sources.pop(0).removeprefix("--from=")).root
        target = image.root / Path(image.workdir, there).as_posix().lstrip("/")
        for source in sources:
            here = origin / source.lstrip("/")
            folder = target if here.is_dir() or there.endswith("/") else target.parent
            folder.mkdir(parents=True, exist_ok=True)
            end = "/." if here.is_dir() else ""
            subprocess.run(["cp", "-a", f"{here}{end}", target], check=True)

    def _env(self, image, rest):
        image.env |= dict(word.split("=", 1) for word in rest.split())

    def _workdir(self, image, rest):
        image.workdir = rest
        (image.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def _user(self, image, rest):
        image.user = rest

    def _entrypoint(self, image, rest):
        image.entrypoint = json.loads(rest)

    def _cmd(self, image, rest):
        image.cmd = json.loads(rest)

    def _healthcheck(self, image, rest):
        image.health = json.loads(rest.partition(" CMD ")[2])

    def _nothing(self, image, rest):
        """What says something to others only."""

    _arg = _volume = _expose = _nothing


def _stages(text):
    """The steps of each stage by its name, with the name of what it begins with."""
    stages, steps = {}, []
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in filter(None, lines.replace("\\\n", " ").splitlines()):
        word, rest = line.split(None, 1)
        if word == "FROM":
            source, _as, name = (*rest.split(), "", "")[:3]
            stages[name] = source, (steps := [])
        else:
            steps.append((word, rest))
    return stages


class Buildah:
    """Builds them by buildah, in a store of its own."""

    def __init__(self, folder: Path, base: Path, wheels: Path, context: Path):
        self.folder, self.wheels, self.context = folder, wheels, context
        self.store = ["--root", folder / "store", "--runroot", folder / "run"]
        (folder / "base").mkdir()
        shutil.copy(base, folder / "base")
        (folder / "base/Containerfile").write_text("FROM scratch\nADD root.tar /\n")
        self._bud("base", folder / "base")

    def build(self, name: str) -> Image:
        given = ["BASE=localhost/base", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=/wheels"]
        words = [word for each in given for word in ("--build-arg", each)]
        self._bud(
            name, self.context, *words, f"--volume={self.wheels}:/wheels:ro", f"--target={name}"
        )
        told = json.loads(self._buildah("inspect", "--type=image", f"localhost/{name}"))
        config = told["Docker"]["config"]
        container = self._buildah("from", *_limits(), f"localhost/{name}").strip()
        return Image(
            Path(self._buildah("mount", container).strip()),
            dict(each.split("=", 1) for each in config["Env"]),
            config["User"],
            config["WorkingDir"] or "/",
            config["Entrypoint"] or [],
            config["Cmd"] or [],
            config.get("Healthcheck", {}).get("Test", ["CMD"])[1:],
        )

    def _bud(self, name, context, *words):
        always = ["--isolation=chroot", "--format=docker", "--quiet", f"--tag={name}"]
        self._buildah("bud", *always, *_limits(), *words, context)

    def _buildah(self, command, *words):
        order = ["buildah", *self.store, command, *words]
        done = subprocess.run(order, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout


def _limits():
    """Those that hold here: buildah's own are higher than what each machine grants."""
    kinds = {"nofile": resource.RLIMIT_NOFILE, "nproc": resource.RLIMIT_NPROC}
    limits = {name: resource.getrlimit(kind) for name, kind in kinds.items()}
    return [f"--ulimit={name}={soft}:{hard}" for name, (soft, hard) in limits.items()]


def wait_for(condition, seconds, what):
    """Return what the condition gives as soon as it gives anything."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, what
        time.sleep(0.2)
    return found
