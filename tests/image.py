"""The image is made and its containers run as compose.yaml has them: ``make test-image``.

Twice: by the steps of the Containerfile in a root of Debian's, and by buildah where it is here.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import yaml
from containers import (
    Buildah,
    Container,
    Steps,
    make_base,
    make_context,
    make_wheels,
    run,
    wait_for,
)
from databaseserver import empty_postgresql

ROOT = Path(__file__).parents[1]
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
TOLD = {"POSTGRES_PASSWORD": "hemligt", "SITE": "plone", "PUBLIC_URL": "https://www.example.org"}
VARIABLE = re.compile(r"\$\{(\w+)(?::[-?]([^}]*))?\}")
HUB = "/sociala-medier"
PATIENCE = 300  # seconds: a busy machine may take its time
needs = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("mmdebstrap"),
    reason="needs root and Debian's mmdebstrap",
)
pytestmark = needs


@contextmanager
def in_memory():
    """A folder in memory: there a root of a hundred thousand files is gone at once."""
    with tempfile.TemporaryDirectory(prefix="socialhub-image-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--recursive", folder], check=True)


@pytest.fixture(scope="module")
def made():
    """The base, the wheels and the checkout, of which images are made."""
    with in_memory() as folder:
        yield make_base(folder), make_wheels(folder), make_context(folder)


@pytest.fixture(scope="module", params=["steps", "buildah"])
def builder(request, made):
    if request.param == "buildah" and not shutil.which("buildah"):
        pytest.skip("buildah is not here")
    with in_memory() as folder:
        yield {"steps": Steps, "buildah": Buildah}[request.param](folder, *made)


@pytest.fixture(scope="module")
def stack(builder):
    """What compose.yaml describes, on a database of its own."""
    images = {target: builder.build(target) for target in ("socialhub", "nginx")}
    with empty_postgresql() as server, in_memory() as folder:
        yield Stack(images, server, folder)


class Stack:
    """What is one network to the services of compose.yaml; each has a volume of its own."""

    def __init__(self, images, server, folder):
        self.images, self.server, self.folder = images, server, folder

    @contextmanager
    def running(self, name, **env):
        container = self.start(name, **env)
        try:
            yield container
        finally:
            container.stop(PATIENCE)
            container.kill()

    def start(self, name, **env):
        service = SERVICES[name]
        target = service["build"]["target"]
        with (self.folder / f"{name}.log").open("w") as log:
            os.chmod(log.fileno(), 0o666)  # as engines do: /dev/stdout is opened by whoever runs
            return Container(
                self.images[target],
                [_filled(word) for word in service.get("command", ())] or None,
                env=self.environment(name) | env,
                mounts=self.mounts(name),
                log=log,
                is_read_only=service.get("read_only", False),
            )

    def environment(self, name):
        told = {key: _filled(text) for key, text in SERVICES[name]["environment"].items()}
        return told | {"PGHOST": "/mnt", "PGUSER": "zodb", "PGDATABASE": "postgres"}

    def mounts(self, name):
        if SERVICES[name]["build"]["target"] == "nginx":
            return {}
        data = self.folder / f"data-{name}"
        data.mkdir(exist_ok=True)
        os.chown(data, 500, 500)
        return {"/data": data, "/mnt": self.server.folder}

    def run(self, *words, **env):
        """Run a command as ``podman compose run`` does; its exit status."""
        env = self.environment("web1") | env
        return run(self.images["socialhub"], list(words), env=env, mounts=self.mounts("worker"))

    def log(self, name):
        return (self.folder / f"{name}.log").read_text("utf-8")


def _filled(text):
    """The text with its variables, as compose reads it."""
    return VARIABLE.sub(lambda found: TOLD.get(found[1], found[2] or ""), text)


@pytest.fixture(scope="module")
def site(stack):
    """The stack with a Plone site and a hub in it, made as docs/drift.md has it."""
    assert stack.run("socialhub", "add-site", "plone", "--title", "En kommun") == 0
    return stack


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def status(address):
    """What an address answers; 0 where nobody does."""
    with suppress(URLError, OSError):
        return urlopen(Request(address, headers={"Host": "www.example.org"}), timeout=30).status
    return 0


@contextmanager
def web(stack, name):
    """A web process that answers; gives its container and where it listens."""
    here = f"127.0.0.1:{free_port()}"
    with stack.running(name, LISTEN=here) as container:
        wait_for(lambda: status(f"http://{here}/@@ok"), PATIENCE, stack.log(name))
        yield container, here


def uids(container):
    """Whose processes there are in a container, by its children and theirs."""
    listed = [str(container.pid)]
    for each in listed:
        listed += Path(f"/proc/{each}/task/{each}/children").read_text().split()
    lines = "".join(Path(f"/proc/{each}/status").read_text() for each in listed)
    return set(re.findall(r"^Uid:\t(\d+)", lines, re.M))


def test_two_webs_the_worker_and_nginx_serve_the_hub(site):
    front = f"127.0.0.1:{free_port()}"
    with (
        web(site, "web1") as (first, one),
        web(site, "web2") as (second, two),
        site.running("worker") as worker,
        site.running("nginx", WEB=f"{one}; server {two}", LISTEN=front) as nginx,
    ):
        seen = wait_for(lambda: status(f"http://{front}{HUB}"), PATIENCE, site.log("nginx"))
        assert seen == 200, site.log("web1") + site.log("nginx")
        assert [uids(each) for each in (first, second, worker)] == [{"500"}] * 3
        assert uids(nginx) == {"33"}
        assert worker.process.poll() is None, site.log("worker")


def test_the_public_address_is_that_of_all_links(site):
    front = f"127.0.0.1:{free_port()}"
    with web(site, "web1") as (_one, here), site.running("nginx", WEB=here, LISTEN=front):
        wait_for(lambda: status(f"http://{front}{HUB}"), PATIENCE, site.log("nginx"))
        page = urlopen(f"http://{front}{HUB}").read().decode()
        assert 'href="https://www.example.org/sociala-medier' in page
        assert f"//{here}" not in page


def test_the_web_process_ends_on_sigterm_as_process_1(site):
    with web(site, "web1") as (container, _here):
        assert container.stop(PATIENCE) == 0, site.log("web1")


def test_the_worker_ends_on_sigterm_as_process_1(site):
    with site.running("worker") as container:
        wait_for(lambda: "Active for" in site.log("worker"), PATIENCE, "no worker")
        assert container.stop(PATIENCE) == 0, site.log("worker")


def test_without_its_init_it_would_go_on(site):
    """The reason of the entry point: the kernel keeps from process 1 what it does not handle."""
    image, here = site.images["socialhub"], f"127.0.0.1:{free_port()}"
    container = Container(
        replace(image, entrypoint=[]),
        env=site.environment("web1") | {"LISTEN": here},
        mounts=site.mounts("web1"),
    )
    try:
        wait_for(lambda: status(f"http://{here}/@@ok"), PATIENCE, "no web")
        assert container.stop(8) is None
    finally:
        container.kill()


def test_what_is_being_answered_is_answered_when_it_ends(site):
    with web(site, "web1") as (container, here):
        with asleep(site.server):
            order = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}"]
            address = f"http://{here}/@@ok"  # waitress gives it five seconds more
            asked = subprocess.Popen([*order, address], stdout=subprocess.PIPE, text=True)
            time.sleep(1)
            os.kill(container.pid, signal.SIGTERM)
            time.sleep(1)
            assert (asked.poll(), container.process.poll()) == (None, None)
        assert container.process.wait(PATIENCE) == 0
        assert asked.communicate()[0] == "200"


@contextmanager
def asleep(server):
    """A database that answers nobody for a while."""
    pid = server.process.pid
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in listed:
        os.kill(int(each), signal.SIGSTOP)
    try:
        yield
    finally:
        for each in listed:
            os.kill(int(each), signal.SIGCONT)


def test_the_health_check_tells_whether_it_answers(site):
    health = site.images["socialhub"].health
    with web(site, "web1") as (_container, here):
        assert site.run(*health, LISTEN=here) == 0
        site.server.restart(away=0)
        wait_for(lambda: site.run(*health, LISTEN=here) == 0, PATIENCE, site.log("web1"))
    assert site.run(*health, LISTEN=here) != 0


def test_without_its_database_it_is_not_healthy(site):
    health = site.images["socialhub"].health
    with web(site, "web1") as (_container, here):
        site.server.process.send_signal(site.server.in_order)
        site.server.process.wait()
        try:
            assert site.run(*health, LISTEN=here) != 0
        finally:
            site.server.start()


def test_the_commands_are_in_it(site):
    assert site.run("socialhub", "refresh", "--all-sites", "--due") == 0
    assert site.run("socialhub", "verify-log", "--site", "plone") == 0
    assert site.run("addzopeuser", "-c", "/etc/plone/zope.conf", "chefen", "hemligt-nog") == 0
