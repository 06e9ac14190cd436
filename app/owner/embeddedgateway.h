// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"
#include "owner/gatewayfiles.h"
#include "owner/userunit.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSocketNotifier>
#include <QTimer>

namespace fuseboard {

/// The profile's own gateway: found at its socket where it runs, else started so that it outlives the window (losing the app
/// changes nothing at the enforcement points): as a unit of the systemd user manager, which starts it again where it fails;
/// detached where no such manager answers, and in a sandbox, which stops what it started. It writes to `gateway.log` in its
/// directory, where also stands how it was started. Once it has run and ends unasked, this object has it started again, after
/// a wait that grows.
class EmbeddedGateway : public QObject {
    Q_OBJECT
public:
    explicit EmbeddedGateway(Profile profile, QObject* parent = nullptr);
    ~EmbeddedGateway() override;

    /// Starts it unless it answers already; `running` or `failed` follows, within ten seconds. One that ends later is `ended`,
    /// and each try to start it again is followed by the same.
    void ensureRunning();
    /// Ends it (sandbox profiles stop what they started). Does nothing where none runs.
    void stop();

Q_SIGNALS:
    /// `callers` is the address that callers use.
    void running(const QUrl& callers);
    void failed(const Error& error);
    /// It ended without having been asked to, and is started again.
    void ended();

private:
    void ask();
    void answered(const Result<HttpAnswer>& answer);
    Result<void> start();
    void initialised(int exitCode);
    void startDetached(const QString& why);
    void note(const QString& words);
    void tellFailure(const Error& error);
    void watch();
    void unwatch();
    void processEnded();
    void startAgainLater();
    [[nodiscard]] Error lastWords() const;
    [[nodiscard]] QString file(const char* name) const;

    Profile m_profile;
    HttpClient m_http;
    QProcess m_init;
    UserUnit m_unit;
    QTimer m_again, m_restart;
    QElapsedTimer m_since, m_ran;
    std::unique_ptr<QSocketNotifier> m_process; ///< of the gateway that runs; its descriptor is ours
    std::chrono::milliseconds m_wait; ///< before the next start
    bool m_hasRun = false;
    qint64 m_pid = 0; ///< of the process this object started; 0: none, or a unit's
    bool m_started = false;
};

} // namespace fuseboard
