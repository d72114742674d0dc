Feeds that tell of a hub (WebSub) are retrieved within seconds of a new entry, and polled less often meanwhile.
