With `SOCIALHUB_LOG=json` the `socialhub` commands log one JSON object in each line.
