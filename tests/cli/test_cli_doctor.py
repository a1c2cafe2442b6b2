"""`kata doctor` says what is installed and what an attempt can reach."""

import json
from importlib import metadata


def findings(ran) -> dict[str, dict[str, object]]:
    return {finding["name"]: finding for finding in json.loads(ran.out)["findings"]}


def test_brief_names_versions_paths_and_isolation(desk) -> None:
    found = findings(desk.kata("doctor", "--brief", "--json"))
    assert found["torch"]["value"] == metadata.version("torch")
    assert int(found["katas"]["value"]) >= 13
    assert found["journal"]["good"] is True
    assert found["isolation"]["value"] in ("process", "kernel", "container")


def test_isolation_is_never_called_more_than_it_is(desk) -> None:
    assert "secure" not in desk.kata("doctor", "--brief").out


def test_the_lowest_level_says_what_it_does_not_stop(desk) -> None:
    asked = {"TORCH_KATA_ISOLATION": "process"}
    found = findings(desk.kata("doctor", "--brief", "--json", environ=asked))
    assert found["isolation"]["value"] == "process"
    assert "reading the katas and your files" in found["not stopped"]["value"]
    assert "the network" in found["not stopped"]["value"]


def test_an_outer_container_is_named_as_such(desk) -> None:
    asked = {"TORCH_KATA_ISOLATION": "container"}
    found = findings(desk.kata("doctor", "--brief", "--json", environ=asked))
    assert found["isolation"]["value"] == "container"
    assert "the container itself" in found["not stopped"]["value"]


def test_a_journal_that_cannot_be_used_is_found(desk) -> None:
    home = desk.write("home", "")
    ran = desk.kata("doctor", "--brief", "--json", environ={"TORCH_KATA_HOME": str(home)})
    assert ran.code == 0
    assert findings(ran)["journal"]["good"] is False


def test_katas_that_cannot_be_read_are_found(desk) -> None:
    ran = desk.kata("doctor", "--brief", "--json", environ={"KATA_PATH": str(desk.folder / "no")})
    assert ran.code == 0
    assert findings(ran)["katas"]["good"] is False


def test_devices_are_named(desk) -> None:
    names = findings(desk.kata("doctor", "--json"))
    assert any("cpu" in f"{name} {found['value']}".lower() for name, found in names.items())
