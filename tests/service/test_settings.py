"""What settings.toml may say of the service."""

import json

from warm_desk import Warm


def test_a_setting_that_is_none_is_told_where_it_matters(warm: Warm) -> None:
    (warm.folder / "home").mkdir()
    (warm.folder / "home" / "settings.toml").write_text("[service]\nenable = false\n")
    told = "service.enable is no setting; there are service.enabled, service.idle_minutes"
    assert told in warm.kata("service", "start")[2]
    assert told in warm.kata("service", "status")[2]
    _, out, _ = warm.kata("doctor", "--brief", "--json")
    (found,) = (f for f in json.loads(out)["findings"] if f["name"] == "settings")
    assert (found["good"], told in found["value"]) == (False, True)
