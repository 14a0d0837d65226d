/* SPDX-License-Identifier: MIT */
/*
 * test_text_selection.c - Selections in text controls. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_text_selection, selections_move_with_the_text)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.value = 'abcdef'; const say = () => console.log(i.selectionStart, i.selectionEnd, i.selectionDirection, i.value); say();\n"
		  "i.setSelectionRange(1, 3); say(); i.setSelectionRange(0, 99, 'backward'); say(); i.selectionStart = 9; say(); i.selectionEnd = 2; say();\n"
		  "i.setSelectionRange(2, 4); i.setRangeText('XYZ'); say(); i.setRangeText('', 0, 2, 'end'); say(); i.value = i.value; i.select(); say(); i.value = 'new'; say();\n"
		  "try { i.setRangeText('a', 3, 1); } catch (e) { console.log(e.name); }\n"
		  "i.type = 'checkbox'; console.log(i.selectionStart); try { i.selectionEnd = 1; } catch (e) { console.log(e.message); }",
		  "6 6 'forward' 'abcdef'\n"
		  "1 3 'forward' 'abcdef'\n"
		  "0 6 'backward' 'abcdef'\n"
		  "6 6 'backward' 'abcdef'\n"
		  "2 2 'backward' 'abcdef'\n"
		  "2 5 'forward' 'abXYZef'\n"
		  "0 0 'forward' 'XYZef'\n"
		  "0 5 'forward' 'XYZef'\n"
		  "3 3 'forward' 'new'\n"
		  "IndexSizeError\n"
		  "null\n"
		  "Failed to set the 'selectionEnd' property on 'HTMLInputElement': The input element's type ('checkbox') does not support selection." },
	};
	EXPECT_PRINTS("browser", cases);
}
