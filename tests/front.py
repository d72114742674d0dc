"""nginx in front of a site, set up by docs/nginx.conf as operators are told to."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

CONF = Path(__file__).parents[1] / "docs" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MISSING = "nginx is not here: apt-get install nginx-light libnginx-mod-http-brotli-filter"
PATIENCE = 20
CERTIFICATE = "openssl req -x509 -newkey ed25519 -nodes -days 1 -subj /CN=localhost"
MAIN = """
include /etc/nginx/modules-enabled/*.conf;
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/plone.conf;
}}
"""


def is_here() -> bool:
    """Whether nginx is installed, with the module that packs with brotli."""
    return bool(NGINX) and any(Path("/etc/nginx/modules-enabled").glob("*brotli*"))


@contextmanager
def front(folder: Path, site: str, *ports: int, scheme: str = "http"):
    """Gives the address of nginx in front of a site: its path in Zope, and the ports of Zope."""
    here = free_port()
    command = configured(folder, site, ports, here, scheme)
    begun = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _wait(here, begun)
        yield f"{scheme}://localhost:{here}"
    finally:
        begun.terminate()
        begun.wait(PATIENCE)


def configured(folder: Path, site: str, ports: Iterable[int], here: int, scheme: str = "http"):
    """The command that runs nginx at a port, in front of the web processes at other ports."""
    conf = CONF.read_text("utf-8")
    conf = conf if scheme == "http" else _secured(conf, folder, here)
    servers = "\n    ".join(f"server 127.0.0.1:{port} max_fails=3;" for port in ports)
    for meant, instead in {
        "/var/cache/nginx": str(folder),
        "/var/log/nginx": str(folder),
        "server 127.0.0.1:8080 max_fails=3;": servers,
        "listen 80;": f"listen 127.0.0.1:{here if scheme == 'http' else free_port()};",
        "/http/www.example.org:80/Plone/": f"/{scheme}/localhost:{here}/{site}/",
        "www.example.org": "localhost",
    }.items():
        assert meant in conf
        conf = conf.replace(meant, instead)
    (folder / "plone.conf").write_text(conf, "utf-8")
    user = "" if os.geteuid() else "user root;"
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    return NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")


def _secured(conf, folder, port):
    """The configuration with its lines for TLS in force, and a certificate of its own."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [*CERTIFICATE.split(), "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    conf = re.sub("(?m)^( *)#(?=[a-z}]|    )", r"\1", conf.replace("    listen 80;\n", "", 1))
    for meant, instead in {
        "listen 443": f"listen 127.0.0.1:{port}",
        "/etc/letsencrypt/live/www.example.org/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/www.example.org/privkey.pem": str(key),
    }.items():
        assert meant in conf
        conf = conf.replace(meant, instead)
    return conf


def _wait(port, begun):
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if begun.poll() is not None:
            raise RuntimeError(begun.stderr.read().decode())
        try:
            socket.create_connection(("localhost", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not begin")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
