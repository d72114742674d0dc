The demonstration is a municipality of today: Instagram, TikTok, YouTube, LinkedIn, Facebook and a newsroom, played by its own server.
