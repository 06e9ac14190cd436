// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/telemetrykeeper.h"

#include "gateway/awaitanswer.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {

TelemetryKeeper::TelemetryKeeper(std::filesystem::path file)
    : m_path(std::move(file))
    , m_file(TelemetryFile::open(m_path))
    , m_thread([this](std::vector<Job>& jobs) { return work(jobs); },
          [](std::vector<Job>& jobs, const char* why) {
              spdlog::error("no telemetry is kept until the gateway is started anew: {}", why);
              jobs.clear();
          })
{
}

Worked TelemetryKeeper::work(std::vector<Job>& jobs)
{
    if (!m_file)
        m_file = TelemetryFile::open(m_path);
    std::vector<TelemetryBatch*> batches;
    for (Job& job : jobs)
        if (job.batch)
            batches.push_back(&*job.batch);
    Result<void> kept = m_file ? Result<void>() : std::unexpected(m_file.error());
    if (kept && !batches.empty()) {
        kept = m_file->add(batches, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        if (!kept) // a connection that has failed commits nothing any more
            m_file = std::unexpected(kept.error());
    }
    for (Job& job : jobs) {
        if (job.kept)
            job.kept(kept ? Result<TelemetryBatch>(std::move(*job.batch)) : std::unexpected(kept.error()));
        if (job.read)
            job.read(m_file);
    }
    return Worked::done;
}

http::Async<Result<TelemetryBatch>> TelemetryKeeper::keep(TelemetryBatch batch)
{
    co_return co_await awaitAnswer<Result<TelemetryBatch>>(
        [this, batch = std::move(batch)](std::function<void(Result<TelemetryBatch>)> done) {
            m_thread.post({.batch = batch, .kept = std::move(done), .read = {}});
        });
}

http::Async<Result<TelemetryAnswer>> TelemetryKeeper::page(std::int64_t after, std::int64_t limit)
{
    co_return co_await awaitAnswer<Result<TelemetryAnswer>>([=, this](std::function<void(Result<TelemetryAnswer>)> done) {
        m_thread.post({.batch = {}, .kept = {}, .read = [=](Result<TelemetryFile>& file) {
                           auto page = file ? file->page(after, limit) : std::unexpected(file.error());
                           done(page ? Result<TelemetryAnswer>({file->id(), *std::move(page)}) : std::unexpected(page.error()));
                       }});
    });
}

} // namespace fuseboard::gateway
