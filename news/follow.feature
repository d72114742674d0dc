Visitors follow the hub, an administration, a channel, a topic or a search by e-mail: each post, daily or weekly, with one click out.
