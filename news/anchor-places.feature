The log's head can be kept in several files, posted to addresses and mailed at most once an hour, as JSON that `verify-log --anchors` takes; `socialhub anchor` publishes it at once.
