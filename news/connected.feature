The information office connects a channel with its own account at Instagram, Threads or TikTok by a token, which is tried first, kept encrypted, renewed by itself and never shown again.
