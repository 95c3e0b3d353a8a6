import time

import httpcore2
import pytest

from volgens.fetch.network import Checked, PrivateAddress, is_public


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "192.0.0.170",
     "224.0.0.1", "239.1.1.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b:1::1",
     "2001:0:7f00:1::1", "2001:db8::1",
     "::127.0.0.1", "::10.0.0.1", "::ffff:0:127.0.0.1", "fec0::1", "2600::5efe:10.0.0.1", "2600::200:5efe:127.0.0.1"],
)  # fmt: skip
def test_network_private_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "8.8.8.8",
        "2606:2800:220:1:248:1893:25c8:1946",
        "64:ff9b::808:808",
        "2600::5efe:8.8.8.8",
        "::8.8.8.8",
    ],
)
def test_network_public_addresses(address):
    assert is_public(address)


def test_network_one_private_address_among_public_ones_closes_the_name():
    backend = Checked(time.monotonic() + 5, private=False, look_up=lambda host, port: ["93.184.216.34", "10.0.0.5"])
    with pytest.raises(PrivateAddress, match=r"intern\.example leads to 10\.0\.0\.5"):
        backend.connect_tcp("intern.example", 80)


def test_network_the_address_that_was_checked_is_the_one_connected_to(site):
    """A second look at the name would give another address."""
    answers = iter([["127.0.0.1"], ["192.0.2.1"]])
    backend = Checked(time.monotonic() + 5, private=True, look_up=lambda host, port: next(answers))
    stream = backend.connect_tcp("elders.example", site.port)
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", site.port)
    stream.close()


def test_network_the_next_address_where_one_does_not_answer(site):
    backend = Checked(time.monotonic() + 5, private=True, look_up=lambda host, port: ["127.0.0.2", "127.0.0.1"])
    stream = backend.connect_tcp("twee.example", site.port)
    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    stream.close()


def test_network_names_that_are_not_there():
    def fails(host, port):
        raise OSError(-2, "Name or service not known")

    for look_up in (fails, lambda host, port: []):
        with pytest.raises(httpcore2.ConnectError):
            Checked(time.monotonic() + 5, False, look_up).connect_tcp("niets.example", 80)


def test_network_nothing_goes_on_after_the_deadline(site):
    backend = Checked(time.monotonic() - 1, private=True, look_up=lambda host, port: ["127.0.0.1"])
    with pytest.raises(httpcore2.ConnectTimeout):
        backend.connect_tcp("laat.example", site.port)


def refused(name: str) -> bool:
    """Does looking the name up, as the system does, lead to nothing that may be connected to?"""
    try:
        Checked(time.monotonic() + 2, private=False).connect_tcp(name, 9, timeout=0.2)
    except PrivateAddress:
        return True
    except httpcore2.ConnectError as e:
        return "is not known" in str(e)
    return False


@pytest.mark.parametrize(
    "name",
    ["127.1", "0", "0.0.0.0", "017700000001", "0177.0.0.1", "0x7f000001", "0x7f.0.0.1", "2130706433", "2852039166", "0xa9fea9fe", "169.254.43518",
     "0251.0376.0251.0376", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:ffff:a9fe:a9fe", "::1", "::", "::127.0.0.1", "64:ff9b::a9fe:a9fe",
     "2002:a9fe:a9fe::", "fe80::1", "fd00:ec2::254", "localhost", "localhost.", "127.0.0.1."],
)  # fmt: skip
def test_network_however_a_private_address_is_spelt(name):
    """As this machine's own look-up understands it, which is what decides."""
    assert refused(name)


def test_network_an_answer_changes_between_two_looks_at_a_name(site):
    """DNS rebinding within one connection: the address that was looked at is the one connected to, so that the second answer never counts."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    asked = []

    def look_up(host, port):
        asked.append(host)
        return next(answers)

    class Below:
        def connect_tcp(self, address, *_):
            raise httpcore2.ConnectError(address)

    backend = Checked(time.monotonic() + 5, private=False, look_up=look_up)
    backend._below = Below()
    with pytest.raises(httpcore2.ConnectError, match=r"93\.184\.216\.34"):
        backend.connect_tcp("elders.example", site.port)
    assert asked == ["elders.example"]
    with pytest.raises(PrivateAddress):
        backend.connect_tcp("elders.example", site.port)
