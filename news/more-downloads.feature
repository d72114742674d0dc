Downloads are read from LinkedIn's workbooks, TikTok's text files and Instagram before 2021; replies to comments come beyond the first page, too.
