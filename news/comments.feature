The worker retrieves the comments on WordPress, Blogger, Mastodon and PeerTube, each once and with its later versions, and a reply opens a message that is watched again.
