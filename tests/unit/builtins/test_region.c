/* SPDX-License-Identifier: MIT */
/*
 * test_region.c - Numbers and dates of languages other than English. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_region, numbers_of_regions)
{
	expect_output(
		"for (const tag of ['de', 'fr', 'es', 'pt-BR', 'en-GB', 'en-IN', 'de-CH', 'ja', 'ru', 'it', 'sv']) log(tag, (1234567.891).toLocaleString(tag), (-0.5).toLocaleString(tag, { style: 'percent' }), (1234).toLocaleString(tag));",
		"de 1.234.567,891 -50 % 1.234\n"
		"fr 1 234 567,891 -50 % 1 234\n"
		"es 1.234.567,891 -50 % 1234\n"
		"pt-BR 1.234.567,891 -50% 1.234\n"
		"en-GB 1,234,567.891 -50% 1,234\n"
		"en-IN 12,34,567.891 -50% 1,234\n"
		"de-CH 1'234'567.891 -50% 1'234\n"
		"ja 1,234,567.891 -50% 1,234\n"
		"ru 1 234 567,891 -50 % 1 234\n"
		"it 1.234.567,891 -50% 1234\n"
		"sv 1 234 567,891 −50 % 1 234");
}

Test(builtins_region, money_of_regions)
{
	expect_output(
		"for (const tag of ['de', 'fr', 'es', 'en-GB', 'ja', 'pt-BR', 'de-CH']) log(tag, (1234.5).toLocaleString(tag, { style: 'currency', currency: 'EUR' }), (-1).toLocaleString(tag, { style: 'currency', currency: 'USD' }));",
		"de 1.234,50 € -1,00 $\n"
		"fr 1 234,50 € -1,00 $US\n"
		"es 1234,50 € -1,00 US$\n"
		"en-GB €1,234.50 -US$1.00\n"
		"ja €1,234.50 -$1.00\n"
		"pt-BR € 1.234,50 -US$ 1,00\n"
		"de-CH EUR 1'234.50 $-1.00");
}

Test(builtins_region, dates_of_regions)
{
	expect_output(
		"const d = new Date(Date.UTC(2024, 2, 5, 14, 7, 9));\n"
		"for (const tag of ['de', 'fr', 'es', 'en-GB', 'pt-BR', 'ja', 'it', 'nl']) log(tag, d.toLocaleDateString(tag, { timeZone: 'UTC' }), '|', d.toLocaleTimeString(tag, { timeZone: 'UTC' }), '|', d.toLocaleDateString(tag, { timeZone: 'UTC', weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }));",
		"de 5.3.2024 | 14:07:09 | Dienstag, 5. März 2024\n"
		"fr 05/03/2024 | 14:07:09 | mardi 5 mars 2024\n"
		"es 5/3/2024 | 14:07:09 | martes, 5 de marzo de 2024\n"
		"en-GB 05/03/2024 | 14:07:09 | Tuesday, 5 March 2024\n"
		"pt-BR 05/03/2024 | 14:07:09 | terça-feira, 5 de março de 2024\n"
		"ja 2024/3/5 | 14:07:09 | 2024年3月5日火曜日\n"
		"it 05/03/2024 | 14:07:09 | martedì 5 marzo 2024\n"
		"nl 5-3-2024 | 14:07:09 | dinsdag 5 maart 2024");
}
