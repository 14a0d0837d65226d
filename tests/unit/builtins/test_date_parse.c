/* SPDX-License-Identifier: MIT */
/* lib/builtins/date_parse.c: the standard's format, and what V8 reads beside it. */
#include "../script.h"

Test(builtins_date_parse, the_standard_format)
{
	expect_output("for (const t of ['2020', '2020-02', '2020-02-29', '2020-02-29T01:02', '2020-02-29T01:02:03.4Z', '+002020-01-01', '-000000-01-01',"
		      " '2020-01-01T24:00Z', '2020-01-01T24:01Z', '2020-01-01T00:00+25:00']) log(t, Date.parse(t));",
		      "2020 1577836800000\n2020-02 1580515200000\n2020-02-29 1582934400000\n2020-02-29T01:02 1582938120000\n"
		      "2020-02-29T01:02:03.4Z 1582938123400\n+002020-01-01 1577836800000\n-000000-01-01 978307200000\n2020-01-01T24:00Z 1577923200000\n"
		      "2020-01-01T24:01Z NaN\n2020-01-01T00:00+25:00 NaN");
}

Test(builtins_date_parse, the_lenient_reading)
{
	expect_output("for (const t of ['Jan 1, 2020 10:00 GMT+0200', '2020/1/2', '1/2/70', '1 Feb 20 1:02 PM', 'x 5', '5 x', '(a (b)) Mar 3 2001 ', ''])"
		      " log(t, Date.parse(t));",
		      "Jan 1, 2020 10:00 GMT+0200 1577865600000\n2020/1/2 1577923200000\n1/2/70 86400000\n1 Feb 20 1:02 PM 1580562120000\n"
		      "x 5 988675200000\n5 x NaN\n(a (b)) Mar 3 2001  983577600000\n NaN");
}
