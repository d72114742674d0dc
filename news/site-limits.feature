The operator limits a site's channels, storage and reports an hour with `socialhub limit-site`; the board tells the office from 80 per cent on, and whoever meets a limit gets one sentence.
