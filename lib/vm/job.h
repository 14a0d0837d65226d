/*
 * job.h - the queue of microtasks (sec-jobs).
 *
 * A ring of fixed-size records; FIFO. Every job remembers the event that queued
 * it, so that what it does can be explained.
 */
#ifndef EVL_VM_JOB_H
#define EVL_VM_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/trace.h"
#include "value/value.h"

struct evl_realm;
struct evl_promise;

enum evl_job_kind {
	EVL_JOB_REACTION, /* NewPromiseReactionJob: callee handler or EVL_UNDEFINED, `target` the capability, argument the value */
	EVL_JOB_RESUME,   /* continue a coroutine after await: callee the generator object, argument the value, rejected tells how */
	EVL_JOB_THENABLE, /* NewPromiseResolveThenableJob: callee then, target promise, argument thenable */
	EVL_JOB_CALL,     /* queueMicrotask: callee */
	EVL_JOB_NATIVE,   /* a C function: `native` gets (realm, argument) */
};

struct evl_job {
	uint8_t kind;
	uint8_t rejected; /* REACTION, RESUME */
	uint8_t work;     /* enum evl_work, for the trace */
	bool of_unknown;  /* REACTION: to a promise of a library that nobody knows */
	evl_event_id queued;
	uint32_t id;
	evl_span span;    /* of the handler's registration, for the begin event */
	evl_value callee;
	evl_value target;
	evl_value argument;
	evl_value context; /* vm->async_context while it runs; 0: that of now */
	bool (*native)(struct evl_realm *, evl_value argument);
};

struct evl_jobs {
	struct evl_job *ring; /* in the realm's scratch memory; capacity is a power of two */
	uint32_t capacity;
	uint32_t head;
	uint32_t count;
	uint64_t total; /* jobs ever queued */
	struct evl_job running; /* the job that runs now: its values are reachable from here, not from C locals */
	bool is_running;
};

/*
 * Queue a job: appends a `queue` event (cause: realm->current; other: `settle`), fills queued, and id when it is 0
 * (a reaction to a pending promise got its number at registration).
 */
void evl_job_queue(struct evl_realm *realm, struct evl_job job, evl_event_id settle);
/* queueMicrotask(callback): callback is callable. */
void evl_job_queue_call(struct evl_realm *realm, evl_value callback);
/*
 * Run the oldest job: appends begin and end events and sets realm->current in
 * between. False when it threw (only CALL and NATIVE jobs can) or the run is
 * halting; the exception is pending and realm->current still names the job, as the cause of the host's report.
 */
bool evl_job_run_one(struct evl_realm *realm);
static inline bool evl_jobs_pending(const struct evl_jobs *jobs) { return jobs->count != 0; }

#endif
