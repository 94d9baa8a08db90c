import AwsS3 from "@uppy/aws-s3";
import Uppy from "@uppy/core";
import XHRUpload from "@uppy/xhr-upload";

/** Where and as whom to send. */
interface S3Target {
  /** With the bucket. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  key: string;
}

/** Uppy's S3 uploader with stock settings. It signs in the page, which costs no round trips. */
export async function uploadToS3(file: File, target: S3Target): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey, key } = target;
  const credentials = { accessKeyId, secretAccessKey, sessionToken: "" };
  const uppy = new Uppy().use(AwsS3, {
    s3Endpoint: endpoint,
    region,
    getCredentials: () => ({ credentials, region }),
    generateObjectKey: () => key,
  });
  await upload(uppy, file);
}

/** Uppy's plain uploader: the file in one PUT. */
export async function uploadByXhr(file: File, url: string): Promise<void> {
  // Our server's answer to a part is empty, where this plugin expects JSON.
  const getResponseData = () => ({ url });
  const uppy = new Uppy().use(XHRUpload, { endpoint: url, method: "PUT", formData: false, getResponseData });
  await upload(uppy, file);
}

async function upload(uppy: Uppy, file: File): Promise<void> {
  uppy.addFile({ name: file.name, data: file });
  const result = await uppy.upload();
  const error = result?.failed?.[0]?.error;
  if (error) throw new Error(error);
}
