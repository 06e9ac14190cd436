// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/telemetry/telemetryfile.h"
#include "gateway/writerthread.h"
#include "http/stream.h"

namespace fuseboard::gateway {

struct TelemetryAnswer {
    std::string ledgerId;
    TelemetryPage page;
};

/// The telemetry behind its own thread: what waits together is committed together. A file that can't be used is opened anew
/// when it is next needed; until then nothing is acknowledged.
class TelemetryKeeper {
public:
    explicit TelemetryKeeper(std::filesystem::path file);

    /// Answers when the batch is on disk, with what did not fit among its rejected readings.
    http::Async<Result<TelemetryBatch>> keep(TelemetryBatch batch);
    http::Async<Result<TelemetryAnswer>> page(std::int64_t after, std::int64_t limit);

private:
    struct Job {
        std::optional<TelemetryBatch> batch; ///< else `read`
        std::function<void(Result<TelemetryBatch>)> kept;
        std::function<void(Result<TelemetryFile>&)> read;
    };
    Worked work(std::vector<Job>& jobs);

    std::filesystem::path m_path;
    Result<TelemetryFile> m_file;
    WriterThread<Job> m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
