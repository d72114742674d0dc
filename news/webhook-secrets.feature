A receiver of webhooks can be given a new secret, and the old one counts beside it for as long as is chosen.
