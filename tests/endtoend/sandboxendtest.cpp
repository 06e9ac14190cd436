// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class SandboxEndTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobodyPlaysOnAfterAKilledWindow();
    void cleanup();

private:
    /// Processes of this profile, by what stands in their command lines.
    QList<pid_t> running(const QByteArray& program) const
    {
        QList<pid_t> out;
        for (const QString& id : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            QFile file(u"/proc/%1/cmdline"_s.arg(id));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray line = file.readAll();
            if (line.contains(program) && line.contains(m_directory.path().toUtf8()))
                out << id.toInt();
        }
        return out;
    }

    QTemporaryDir m_directory;
};

void SandboxEndTest::nobodyPlaysOnAfterAKilledWindow()
{
    test::Program window(u"fuseboard"_s);
    window.start({u"--sandbox"_s, u"--profile"_s, m_directory.filePath(u"sandbox"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(running("fuseboard-sandbox\0company"_ba).size(), 1, 60'000);
    QCOMPARE(running("fuseboard-sandbox\0provider"_ba).size(), 1);
    window.kill();
    QTRY_COMPARE_WITH_TIMEOUT(running("fuseboard-sandbox").size(), 0, 10'000);
}

/// The gateway serves on by intent.
void SandboxEndTest::cleanup()
{
    for (const pid_t gateway : running("fuseboard-gateway"))
        ::kill(gateway, SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(running("fuseboard-gateway").isEmpty(), 40'000); // it lets its calls end
}

QTEST_GUILESS_MAIN(SandboxEndTest)
#include "sandboxendtest.moc"
