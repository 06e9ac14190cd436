// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/importteamsdialog.h"

#include "text/moneytext.h"
#include "dialogs/parts.h"
#include "theme/variant.h"
#include "dialogs/teamimport.h"

#include <QBoxLayout>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QTableWidget>

#include <ranges>

namespace fuseboard {
namespace {

/// What a person reads through; a table of all lines of a wrong file would take longer to build than to read.
constexpr std::size_t shownRows = 200;
/// Far above any list of teams; a wrong file is refused before it fills the memory.
constexpr qint64 largestFile = 8 * 1024 * 1024;

} // namespace

class ImportTeamsDialog::Private {
public:
    void showTable(const QStringList& heads)
    {
        table->clear();
        table->setRowCount(0);
        table->setColumnCount(static_cast<int>(heads.size()));
        table->setHorizontalHeaderLabels(heads);
    }
    void addRow(const QStringList& texts)
    {
        const int row = table->rowCount();
        table->insertRow(row);
        for (int i = 0; i < texts.size(); ++i)
            table->setItem(row, i, new QTableWidgetItem(texts[i].isEmpty() ? QStringLiteral("–") : texts[i]));
    }
    void addRest(std::size_t all)
    {
        if (all > shownRows)
            addRow({QStringLiteral("…"), ImportTeamsDialog::tr("and %1 more").arg(all - shownRows)});
    }
    void showFaults(const QString& file, const std::vector<ImportFault>& faults)
    {
        ready.reset();
        import->setEnabled(false);
        const int count = static_cast<int>(faults.size());
        summary->setText((count == 1 ? ImportTeamsDialog::tr("%1 has a fault. Nothing was imported.")
                                     : ImportTeamsDialog::tr("%1 has %n faults. Nothing was imported.", nullptr, count))
                .arg(file));
        showTable({ImportTeamsDialog::tr("Line"), ImportTeamsDialog::tr("What Is Wrong")});
        for (const ImportFault& fault : faults | std::views::take(shownRows))
            addRow({QString::number(fault.line), fault.sentence});
        addRest(faults.size());
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
        table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
        table->resizeRowsToContents();
    }
    void showImport(const QString& file, TeamImport read)
    {
        summary->setText(ImportTeamsDialog::tr("%1 is right in every line. This is what it changes:").arg(file));
        showTable({ImportTeamsDialog::tr("Team"), ImportTeamsDialog::tr("Change"), ImportTeamsDialog::tr("Budget"),
            ImportTeamsDialog::tr("Owner"), ImportTeamsDialog::tr("Cost Centre"), ImportTeamsDialog::tr("New Keys"),
            ImportTeamsDialog::tr("New Projects")});
        for (const ImportedTeam& team : read.teams | std::views::take(shownRows))
            addRow({QString::fromStdString(team.team.name),
                team.added ? ImportTeamsDialog::tr("added") : ImportTeamsDialog::tr("changed"),
                team.budget ? amountText(Money {team.budget->nano, team.budget->currency}) : QString(),
                QString::fromStdString(team.team.owner), QString::fromStdString(team.team.costCenterId),
                QString::number(team.keys), QString::number(team.projects)});
        addRest(read.teams.size());
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
        const int count = static_cast<int>(read.teams.size());
        import->setText(
            count == 1 ? ImportTeamsDialog::tr("Import 1 Team") : ImportTeamsDialog::tr("Import %n Teams", nullptr, count));
        import->setEnabled(true);
        ready = std::move(read);
    }

    EditContext context;
    std::optional<TeamImport> ready;
    QLabel* summary = nullptr;
    QTableWidget* table = nullptr;
    QPushButton* import = nullptr;
};

ImportTeamsDialog::ImportTeamsDialog(EditContext context, QWidget* parent)
    : OrganisationEditor(parent)
    , d(std::make_unique<Private>())
{
    d->context = std::move(context);
    setObjectName(QStringLiteral("importTeamsDialog"));
    setWindowTitle(tr("Import Teams"));
    column().addWidget(plainLabel(tr("Import teams from CSV"), "title"));
    column().addWidget(
        plainParagraph(tr("Columns, in any order: team, owner, cost_center, budget, currency, project, key_label, "
                          "key_sha256. A team with several projects or keys stands on several lines."),
            "secondary"));
    auto* choose = plainButton(tr("Choose &File…"));
    choose->setObjectName(QStringLiteral("chooseFile"));
    d->summary = plainParagraph(tr("No file was chosen yet."));
    d->summary->setObjectName(QStringLiteral("summary"));
    auto* row = new QHBoxLayout;
    row->addWidget(choose);
    row->addWidget(d->summary, 1);
    column().addLayout(row);
    d->table = new QTableWidget;
    d->table->setObjectName(QStringLiteral("preview"));
    setVariant(d->table, "table");
    d->table->setAccessibleName(tr("What the file changes, or what is wrong in it"));
    d->table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    d->table->setSelectionBehavior(QAbstractItemView::SelectRows);
    d->table->setShowGrid(false);
    d->table->setTabKeyNavigation(false);
    d->table->verticalHeader()->hide();
    d->table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    d->table->horizontalHeader()->setHighlightSections(false);
    column().addWidget(d->table, 1);
    column().addWidget(answerLine());
    d->import = plainButton(tr("Import"), "primary");
    d->import->setObjectName(QStringLiteral("import"));
    d->import->setDefault(true);
    d->import->setEnabled(false);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(d->import);
    connect(choose, &QPushButton::clicked, this, [this] {
        auto* files = new QFileDialog(this, tr("Import Teams"), {}, tr("CSV files (*.csv);;All files (*)"));
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setFileMode(QFileDialog::ExistingFile);
        connect(files, &QFileDialog::fileSelected, this, &ImportTeamsDialog::readFile);
        files->open();
    });
    connect(d->import, &QPushButton::clicked, this, [this] {
        if (d->ready)
            send(d->ready->organisation, d->import);
    });
    setSizeInLines(44, 26);
}

ImportTeamsDialog::~ImportTeamsDialog() = default;

void ImportTeamsDialog::readFile(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        d->showFaults(name, {{1, tr("The file can’t be read: %1.").arg(file.errorString())}});
        return;
    }
    if (file.size() > largestFile) {
        d->showFaults(name, {{1, tr("The file is larger than 8 MB.")}});
        return;
    }
    const QByteArray text = file.readAll();
    auto read = importTeams({text.constData(), static_cast<std::size_t>(text.size())}, d->context);
    if (read)
        d->showImport(name, std::move(*read));
    else
        d->showFaults(name, read.error());
}

} // namespace fuseboard
