/* SPDX-License-Identifier: MIT */
/*
 * test_style_shorthand.c - Shorthands of CSS. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_style_shorthand, shorthands_are_written_in_their_order)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('p'), s = e.style;\n"
		  "const tries = [['margin', '1px 1px 1px 1px'], ['margin', '1px 2px 1px 2px'], ['padding', '1px 2px 3px 2px'], ['border', 'red solid 2px'], ['border', 'solid'], ['border-top', '3px dotted'], ['font', 'bold 12px Arial'], ['background', 'red'], ['flex', '1'], ['overflow', 'auto auto'], ['outline', 'red dashed thin'], ['list-style', 'none'], ['inset', '0 0 0 0'], ['gap', '1px 1px'], ['border-radius', '2px 2px']];\n"
		  "for (const [name, value] of tries) { s.cssText = ''; s.setProperty(name, value); console.log(name, '=', s.getPropertyValue(name)); }",
		  "margin = 1px\n"
		  "margin = 1px 2px\n"
		  "padding = 1px 2px 3px\n"
		  "border = 2px solid red\n"
		  "border = solid\n"
		  "border-top = 3px dotted\n"
		  "font = bold 12px Arial\n"
		  "background = red\n"
		  "flex = 1 1 0%\n"
		  "overflow = auto\n"
		  "outline = red dashed thin\n"
		  "list-style = none\n"
		  "inset = 0px\n"
		  "gap = 1px\n"
		  "border-radius = 2px" },
	};
	EXPECT_PRINTS("browser", cases);
}
