/* SPDX-License-Identifier: MIT */
/*
 * test_ports.c - Message ports as event emitters. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_ports, listeners_and_messages)
{
	static const struct console_case cases[] = {
		{ "const { port1, port2 } = new MessageChannel(); port2.on('message', (m) => { console.log('on', m); port2.close(); }); port2.on('close', () => console.log('closed 2')); port1.on('close', () => console.log('closed 1')); port1.postMessage({ a: 1 }); console.log('sync', port2.listenerCount('message'));",
		  "sync 1\n"
		  "on { a: 1 }\n"
		  "closed 2" },
	};
	EXPECT_PRINTS("node", cases);
}
