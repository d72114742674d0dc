An answer to a comment can be posted at Instagram, Facebook, YouTube or Mastodon by the channel's connected account: exactly as it was approved, once, and with its address in the record.
