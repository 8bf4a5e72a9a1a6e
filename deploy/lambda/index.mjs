export { handler } from "@attached-files/report-job/lambda";
