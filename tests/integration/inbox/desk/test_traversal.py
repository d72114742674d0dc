"""What follows @@messages in an address."""


def test_a_message_is_not_found_in_another_channel(
    receive, make_functional_channel, browse, people
):
    number = receive()
    make_functional_channel("annan")
    anna = browse(*people["anna"])
    assert anna.get(f"hub/kultur/bloggen/@@messages/{number}").status_code == 200
    assert anna.get(f"hub/kultur/annan/@@messages/{number}").status_code == 404
