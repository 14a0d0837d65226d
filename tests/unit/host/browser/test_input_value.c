/* SPDX-License-Identifier: MIT */
/*
 * test_input_value.c - What an input of each type makes of a text. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_input_value, sanitization_by_type)
{
	static const struct console_case cases[] = {
		{ "const texts = ['', ' a\\nb ', '#FfF', '#00FF0a', '2024-02-30', '2024-02-29', '2023-W53', '2020-W53', '12:30', '24:00', '12:30:05.1', '2024-13', '2024-12', '2024-02-29T12:00', '2024-02-29 12:00:00', '-0', '+1', '1e400'];\n"
		  "for (const type of ['text', 'search', 'tel', 'password', 'url', 'email', 'number', 'color', 'date', 'week', 'time', 'month', 'datetime-local', 'hidden', 'checkbox']) {\n"
		  "\tconst i = document.createElement('input'); i.type = type;\n"
		  "\tconsole.log(type, texts.map((text) => { i.value = text; return JSON.stringify(i.value); }).join(' '));\n"
		  "}",
		  "text \"\" \" ab \" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "search \"\" \" ab \" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "tel \"\" \" ab \" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "password \"\" \" ab \" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "url \"\" \"ab\" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "email \"\" \"ab\" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "number \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"-0\" \"\" \"\"\n"
		  "color \"#000000\" \"#000000\" \"#ffffff\" \"#00ff0a\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\" \"#000000\"\n"
		  "date \"\" \"\" \"\" \"\" \"\" \"2024-02-29\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\"\n"
		  "week \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"2020-W53\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\"\n"
		  "time \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"12:30\" \"\" \"12:30:05.1\" \"\" \"\" \"\" \"\" \"\" \"\" \"\"\n"
		  "month \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"2024-12\" \"\" \"\" \"\" \"\" \"\"\n"
		  "datetime-local \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"\" \"2024-02-29T12:00\" \"2024-02-29T12:00\" \"\" \"\" \"\"\n"
		  "hidden \"\" \" a\\nb \" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"\n"
		  "checkbox \"\" \" a\\nb \" \"#FfF\" \"#00FF0a\" \"2024-02-30\" \"2024-02-29\" \"2023-W53\" \"2020-W53\" \"12:30\" \"24:00\" \"12:30:05.1\" \"2024-13\" \"2024-12\" \"2024-02-29T12:00\" \"2024-02-29 12:00:00\" \"-0\" \"+1\" \"1e400\"" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_input_value, several_addresses)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.type = 'email'; i.multiple = true;\n"
		  "i.value = ' a@b , c@d '; console.log(JSON.stringify(i.value));\n"
		  "i.multiple = false; i.value = ' x@y '; console.log(JSON.stringify(i.value));",
		  "\"a@b,c@d\"\n"
		  "\"x@y\"" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_input_value, a_change_of_type_cleans_the_value)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.value = 'abc'; i.type = 'number'; console.log(JSON.stringify(i.value)); i.type = 'text'; console.log(JSON.stringify(i.value));\n"
		  "i.value = '#ABCDEF'; i.type = 'color'; console.log(i.value); i.type = 'hidden'; console.log(i.value, i.getAttribute('value'));\n"
		  "i.type = 'checkbox'; console.log(i.value, i.type); i.type = 'nonsense'; console.log(i.type, i.getAttribute('type'));",
		  "\"\"\n"
		  "\"\"\n"
		  "#abcdef\n"
		  "#abcdef #abcdef\n"
		  "#abcdef checkbox\n"
		  "text nonsense" },
	};
	EXPECT_PRINTS("browser", cases);
}
