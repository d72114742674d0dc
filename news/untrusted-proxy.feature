The board warns if the site does not trust the proxy in front of it, since all visitors then share one limit for what they may send.
