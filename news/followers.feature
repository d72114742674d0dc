The followers of Threads, TikTok, YouTube and a Facebook page are counted once a week, too, where the account is connected.
