"""compose.yaml and what its containers are told: the addresses, and who is believed."""

import re
import subprocess
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
COMPOSE = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", (ROOT / "compose.yaml").read_text("utf-8"))
SERVICES = yaml.safe_load(COMPOSE)["services"]


def test_the_web_processes_trust_nginx_alone():
    (network,) = yaml.safe_load(COMPOSE)["networks"]["default"]["ipam"]["config"]
    nginx = SERVICES["nginx"]["networks"]["default"]["ipv4_address"]
    assert ip_address(nginx) in ip_network(network["subnet"])
    assert ip_address(nginx) not in ip_network(network["ip_range"])
    assert nginx != network["gateway"]
    for name in ("web1", "web2"):
        assert SERVICES[name]["environment"]["TRUSTED_PROXY"] == nginx


@pytest.mark.parametrize("variable", ["ANCHORS", "KEYS", "LOG", "METRICS_TOKEN"])
def test_variables_are_passed_on_and_documented(variable):
    name = f"SOCIALHUB_{variable}"
    assert f"{name}: ${{{name}:-}}" in (ROOT / "compose.yaml").read_text("utf-8")
    section = (ROOT / "docs" / "drift.md").read_text("utf-8").split("\n## Behållare")[1]
    assert f"| `{name}` |" in section.split("\n## ")[0]


def front(folder, url):
    """The run of container/front with a nginx that does nothing, and what it has configured."""
    script = (ROOT / "container" / "front").read_text("utf-8")
    assert "/etc/nginx/plone.conf" in script
    script = script.replace("/etc/nginx/plone.conf", str(ROOT / "docs" / "nginx.conf"))
    (folder / "nginx").symlink_to("/bin/true")
    conf = folder / "plone.conf"
    told = {"PUBLIC_URL": url, "WEB": "web:8080", "LISTEN": "*:8080", "SITE": "plone"}
    environ = {"PATH": f"{folder}:/usr/bin:/bin", "CONF": str(conf), **told}
    done = subprocess.run(["sh", "-c", script], env=environ, capture_output=True, text=True)
    return done, conf.read_text("utf-8") if conf.exists() else ""


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://www.example.org", "/https/www.example.org:443/plone/"),
        ("https://www.example.org/", "/https/www.example.org:443/plone/"),
        ("http://localhost:8080/", "/http/localhost:8080/plone/"),
        ("http://www.example.org", "/http/www.example.org:80/plone/"),
    ],
)
def test_the_public_address_may_end_with_a_slash(tmp_path, url, base):
    done, conf = front(tmp_path, url)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"/VirtualHostBase{base}VirtualHostRoot" in conf


@pytest.mark.parametrize(
    "url",
    ["https://www.example.org/sv", "https://www.example.org//", "www.example.org", "https://", ""],
)
def test_any_other_public_address_is_refused(tmp_path, url):
    done, conf = front(tmp_path, url)
    assert (done.returncode, conf) == (1, "")
    assert done.stderr == (
        f'PUBLIC_URL is "{url}", but must be like https://www.example.org, without a path.\n'
    )
