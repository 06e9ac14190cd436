// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/rawsocket.h"

#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace fuseboard::test {

struct Answer {
    int status = 0;
    std::string head, body; ///< body as sent, chunks and all where it was chunked
};

/// Waits for the end of a program and keeps what it said.
struct Ended {
    int exitCode = -1; ///< negative: by that signal
    std::string out, err;
};
Ended runProgram(const std::vector<std::string>& arguments);

/// A directory of a gateway's files, and the gateway that serves from it.
class GatewayProcess {
public:
    explicit GatewayProcess(
        std::uint16_t upstreamPort, const std::filesystem::path& under = std::filesystem::temp_directory_path());
    ~GatewayProcess();
    GatewayProcess(const GatewayProcess&) = delete;
    GatewayProcess& operator=(const GatewayProcess&) = delete;

    [[nodiscard]] std::filesystem::path directory() const { return m_directory; }
    [[nodiscard]] std::filesystem::path configFile() const { return m_directory / "gateway.toml"; }
    [[nodiscard]] std::uint16_t callersPort() const { return m_callersPort; }
    [[nodiscard]] std::uint16_t adminPort() const { return m_adminPort; }
    /// 0 where `[telemetry]` is not configured.
    [[nodiscard]] std::uint16_t telemetryPort() const { return m_telemetryPort; }
    [[nodiscard]] int pid() const { return m_pid; } ///< negative: it does not run
    [[nodiscard]] std::string adminSocket() const { return m_directory / "a.sock"; }

    /// `descriptors`: the most that it may have; 0: as many as the test.
    void start(rlim_t descriptors = 0);
    void kill();
    /// SIGTERM; its exit code.
    int stop();
    void signal(int number) const;
    [[nodiscard]] double residentMiB() const;
    [[nodiscard]] std::ptrdiff_t descriptors() const;
    /// What callers' and providers' connections held is given back: it has no more than so many.
    bool waitForDescriptors(std::ptrdiff_t count, std::chrono::seconds patience = std::chrono::seconds(10)) const;

    /// One request at the callers' door, as `token` (of team-a: "tok-a", "probe-a"; of team-b: "tok-b").
    Answer call(const std::string& token, const std::string& path, const std::string& body) const;
    /// The same, left open after sending.
    [[nodiscard]] RawSocket open(const std::string& token, const std::string& path, const std::string& body) const;
    [[nodiscard]] Answer admin(
        const std::string& method, const std::string& path, const std::string& body = {}, const std::string& fields = {}) const;
    Answer hold(const std::string& scope, int generation, const std::string& state, const std::string& mode = "refuse") const;
    /// Rows of the ledger that contain the text, as JSON.
    [[nodiscard]] std::vector<std::string> rows() const;
    /// Waits until the ledger has so many rows.
    bool waitForRows(std::size_t count) const;
    static std::string policy(int revision);
    /// The same with other budgets (an array) and more models, which cost what `m` does; `more`: members at its end.
    static std::string policyOf(
        int revision, const std::string& budgets, const std::vector<std::string>& models = {}, const std::string& more = {});
    /// Puts `to` in the place of `from` in gateway.toml, which a start reads.
    void configure(const std::string& from, const std::string& to) const;
    /// From the next start on it logs.
    void keepLog();
    /// So far.
    const std::string& log();
    bool waitForLog(const std::string& part);
    /// A file of a key, which nobody else may read.
    void writeSecret(const std::string& file, const std::string& text) const;
    /// What a start reads.
    void write(const std::string& policy) const;

private:
    std::filesystem::path m_directory;
    std::uint16_t m_callersPort = 0, m_adminPort = 0, m_telemetryPort = 0;
    int m_pid = -1;
    bool m_keepsLog = false;
    int m_logEnd = -1;
    std::string m_log;
};

std::string chat(const std::string& model, bool stream = false);
Answer readAnswer(RawSocket socket);

} // namespace fuseboard::test
